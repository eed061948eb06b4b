package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in a stream, deciding for each frame as rsyslog does: octet counting if it begins with a digit, else
 * up to the next line feed. Empty lines are passed over. Not thread-safe.
 */
final class FrameReader {
    /** Longest message; anything longer is a fault of the sender. */
    static final int MESSAGE_BYTES_MAX = 1 << 20;

    private static final int COUNT_DIGITS_MAX = 7;
    private static final int NOT_YET = -1;
    private static final int NO_COUNT = -2;

    private final Consumer<String> faults;
    private byte[] buffer = new byte[128 * 1024];
    private int start;
    private int end;
    private int searched;
    private boolean countIsWrong;

    FrameReader(Consumer<String> faults) {
        this.faults = faults;
    }

    /** Where a message lies in {@link #buffer}, until the next call of {@link #readFrom}. */
    record Frame(int from, int length, SiemFraming framing) {}

    byte[] copyOf(Frame frame) {
        return Arrays.copyOfRange(buffer, frame.from(), frame.from() + frame.length());
    }

    /** One read; returns the number of octets, or -1 at the end of the stream. */
    int readFrom(InputStream in, int bytesMax) throws IOException {
        makeRoom();
        int count = in.read(buffer, end, Math.min(bytesMax, buffer.length - end));
        end += Math.max(count, 0);
        return count;
    }

    /** True if the stream has brought the beginning of a frame and not its end. */
    boolean hasPartialFrame() {
        return end > start;
    }

    /** The next whole message, null if more octets are needed. */
    @Nullable
    Frame next() {
        skipEmptyLines();
        if (start == end) {
            return null;
        }
        if (!isDigit(buffer[start]) || countIsWrong) {
            return nextLine();
        }
        int body = afterCount();
        if (body == NO_COUNT) {
            countIsWrong = true;
            return nextLine();
        }
        return body == NOT_YET ? null : nextCounted(body);
    }

    private void skipEmptyLines() {
        while (start < end && buffer[start] == '\n') {
            start++;
        }
        searched = Math.max(searched, start);
    }

    /** Where the message begins behind its count, or {@link #NOT_YET}, or {@link #NO_COUNT}. */
    private int afterCount() {
        int at = start;
        while (at < end && isDigit(buffer[at]) && at - start <= COUNT_DIGITS_MAX) {
            at++;
        }
        if (at == end) {
            return NOT_YET;
        }
        int length = at - start > COUNT_DIGITS_MAX ? Integer.MAX_VALUE : number(start, at);
        if (buffer[at] != ' ' || length == 0 || length > MESSAGE_BYTES_MAX) {
            faults.accept("not an octet count: " + new String(buffer, start, at - start + 1, US_ASCII));
            return NO_COUNT;
        }
        return at + 1;
    }

    private @Nullable Frame nextCounted(int body) {
        int length = number(start, body - 1);
        if (end - body < length) {
            return null;
        }
        start = body + length;
        return new Frame(body, length, SiemFraming.OCTET_COUNTING);
    }

    private @Nullable Frame nextLine() {
        int at = searched;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        searched = at;
        if (at == end) {
            return tooLong() ? cut() : null;
        }
        Frame line = new Frame(start, at - start, SiemFraming.LINE_FEED);
        start = at + 1;
        countIsWrong = false;
        return line;
    }

    private boolean tooLong() {
        return end - start > MESSAGE_BYTES_MAX;
    }

    private Frame cut() {
        faults.accept("no line feed in " + (end - start) + " octets");
        Frame piece = new Frame(start, end - start, SiemFraming.LINE_FEED);
        start = end;
        return piece;
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
            searched = 0;
        } else if (end == buffer.length && start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            searched = Math.max(0, searched - start);
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private int number(int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + (buffer[at] - '0');
        }
        return number;
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}

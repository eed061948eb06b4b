package io.bellwire.endtoend.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Splits the octets of a stream into messages, and refuses a stream that is not whole (RFC 6587 §3.4). */
public final class Frames {
    private static final int COUNT_DIGITS_MAX = 7;

    private Frames() {}

    /** MSG-LEN without leading zeros, one space, the message, and nothing behind it (RFC 5425 §4.3). */
    public static List<byte[]> octetCounted(byte[] stream) {
        Octets in = new Octets(stream);
        List<byte[]> messages = new ArrayList<>();
        while (!in.isAtEnd()) {
            messages.add(in.take(count(in), "the last message is not whole"));
        }
        return messages;
    }

    /** Every message ends with one line feed, the last one too. */
    public static List<byte[]> lineFeeds(byte[] stream) {
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte octet : stream) {
            if (octet != '\n') {
                message.write(octet);
                continue;
            }
            byte[] whole = message.toByteArray();
            // What begins with a digit would be taken for a count by readers that know both framings.
            if (whole.length == 0 || whole[0] != '<') {
                throw new UnreadableException("a line that does not begin with <", message.toString(ISO_8859_1));
            }
            messages.add(whole);
            message.reset();
        }
        if (message.size() > 0) {
            throw new UnreadableException("the last line does not end", message.toString(ISO_8859_1));
        }
        return messages;
    }

    private static int count(Octets in) {
        int start = in.position();
        int count = 0;
        while (in.peek() >= '0' && in.peek() <= '9' && in.position() - start < COUNT_DIGITS_MAX) {
            count = count * 10 + in.next("MSG-LEN") - '0';
            if (count == 0) {
                throw in.fault("MSG-LEN begins with a zero");
            }
        }
        if (count == 0) {
            throw in.fault("no MSG-LEN");
        }
        in.expect(" ", "no space behind MSG-LEN");
        return count;
    }
}

package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Framing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What holds for every message that is framed: a receiver that splits the stream has exactly what went in. */
final class FramingPromise {
    private FramingPromise() {}

    /** Frames those of the messages that are not refused, and reads them back. */
    static void check(Framing framing, List<byte[]> messages) {
        FrameWriter writer = new FrameWriter(framing);
        List<byte[]> framed = new ArrayList<>();
        for (byte[] message : messages) {
            boolean forges = framing == Framing.LINE_FEED && indexOf(message, '\n', 0) < message.length;
            if (writer.refusal(ByteBuffer.wrap(message)) == null) {
                assertThat(forges).as("a line feed ends the frame early").isFalse();
                framed.add(message);
            } else {
                assertThat(forges || message.length > FrameWriter.MESSAGE_BYTES_MAX)
                        .as("refused without a reason")
                        .isTrue();
            }
        }
        List<byte[]> read = split(framing, writer.octets(framed));
        assertThat(read.toArray(byte[][]::new)).isDeepEqualTo(framed.toArray(byte[][]::new));
    }

    /** As RFC 6587 §3.4 has it, and knows nothing of the writer. */
    private static List<byte[]> split(Framing framing, byte[] stream) {
        List<byte[]> messages = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int start = at;
            int end = indexOf(stream, '\n', at);
            if (framing == Framing.OCTET_COUNTING) {
                start = indexOf(stream, ' ', at) + 1;
                end = start + count(Arrays.copyOfRange(stream, at, start - 1));
            }
            assertThat(end).as("end of a frame").isLessThanOrEqualTo(stream.length);
            messages.add(Arrays.copyOfRange(stream, start, end));
            at = framing == Framing.OCTET_COUNTING ? end : end + 1;
        }
        return messages;
    }

    /** MSG-LEN = NONZERO-DIGIT *DIGIT; an empty message, which no encoder makes, has a zero. */
    private static int count(byte[] digits) {
        int count = 0;
        for (byte digit : digits) {
            assertThat(digit).isBetween((byte) '0', (byte) '9');
            count = count * 10 + digit - '0';
        }
        assertThat(digits.length).isEqualTo(Integer.toString(count).length());
        return count;
    }

    private static int indexOf(byte[] octets, char wanted, int from) {
        int at = from;
        while (at < octets.length && octets[at] != wanted) {
            at++;
        }
        return at;
    }
}

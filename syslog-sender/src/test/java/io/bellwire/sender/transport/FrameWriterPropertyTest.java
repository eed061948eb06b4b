package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bellwire.schemas.Framing;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class FrameWriterPropertyTest {
    @Property(tries = 1000)
    void whatComesOutSplitsIntoWhatWentIn(@ForAll Framing framing, @ForAll("messages") List<byte[]> messages) {
        FramingPromise.check(framing, messages);
    }

    /** Up to forty messages of any octets, some with line feeds or what looks like a count, some larger than a buffer. */
    @Provide
    Arbitrary<List<byte[]>> messages() {
        Arbitrary<byte[]> octets = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<byte[]> likeFrames = Arbitraries.of("10 ", "5 a", "\n", "\r\n", "<13>1 ", "x", "0", " ")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces).getBytes(US_ASCII));
        Arbitrary<byte[]> lengths = Combinators.combine(
                        Arbitraries.of(0, 1, 7, 8, 9, 99, 100, 999, 1000, 9_999, 65_507, 262_136, 262_137, 300_000),
                        Arbitraries.of((byte) 'x', (byte) 0, (byte) ' ', (byte) '9'))
                .as((length, fill) -> {
                    byte[] message = new byte[length];
                    Arrays.fill(message, fill);
                    return message;
                });
        return Arbitraries.frequencyOf(Tuple.of(8, octets), Tuple.of(8, likeFrames), Tuple.of(1, lengths))
                .list()
                .ofMaxSize(40);
    }
}

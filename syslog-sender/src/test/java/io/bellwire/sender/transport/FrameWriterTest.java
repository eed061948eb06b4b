package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {
    private final FrameWriter counting = new FrameWriter(Framing.OCTET_COUNTING);
    private final FrameWriter lines = new FrameWriter(Framing.LINE_FEED);

    @Test
    void lengthInOctetsGoesBeforeEachMessage() {
        assertThat(text(counting, "<14>1 a", "ü\n", "0123456789")).isEqualTo("7 <14>1 a3 ü\n10 0123456789");
    }

    @Test
    void lineFeedGoesBehindEachMessage() {
        assertThat(text(lines, "<14>1 a", "ü")).isEqualTo("<14>1 a\nü\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 99, 100, 8000, 65_507, 1_000_000})
    void lengthsOfEverySizeAreWritten(int length) {
        assertThat(text(counting, "x".repeat(length))).isEqualTo(length + " " + "x".repeat(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 800})
    void lineFeedAnywhereIsRefusedOnlyWhereItWouldForgeAMessage(int before) {
        ByteBuffer message = UTF_8.encode("x".repeat(before) + "\n" + "y".repeat(5));

        assertThat(lines.refusal(message)).contains("line feed");
        assertThat(counting.refusal(message)).isNull();
    }

    @Test
    void aMessageLargerThanAnyRecordOfTheTopicIsRefused() {
        assertThat(counting.refusal(ByteBuffer.allocate(2 << 20))).isNull();
        assertThat(counting.refusal(ByteBuffer.allocate((2 << 20) + 1)))
                .isEqualTo("message of 2097153 octets is longer than 2097152");
    }

    @Test
    void everyOtherOctetPasses() {
        byte[] all = new byte[512];
        IntStream.range(0, 512).forEach(i -> all[i] = (byte) (i % 256 == '\n' ? 0 : i));

        assertThat(lines.refusal(ByteBuffer.wrap(all))).isNull();
    }

    @Test
    void whatStandsAroundAMessageInItsArrayIsNotPartOfIt() {
        ByteBuffer message = ByteBuffer.wrap("\n\n<36>1 a long enough message\n\n".getBytes(UTF_8), 2, 27)
                .slice();

        assertThat(lines.refusal(message)).isNull();
        List<ByteBuf> buffers = counting.frames(UnpooledByteBufAllocator.DEFAULT, List.of(message, message));
        assertThat(buffers)
                .singleElement()
                .satisfies(buffer -> assertThat(buffer.toString(UTF_8))
                        .isEqualTo("27 <36>1 a long enough message27 <36>1 a long enough message"));
        buffers.forEach(ByteBuf::release);
    }

    @Test
    void manyMessagesShareFewBuffers() {
        ByteBuffer message = UTF_8.encode("x".repeat(830));
        List<ByteBuf> buffers = counting.frames(
                UnpooledByteBufAllocator.DEFAULT,
                IntStream.range(0, 10_000).mapToObj(i -> message).toList());

        assertThat(buffers).hasSizeLessThan(40);
        assertThat(buffers.stream().mapToInt(ByteBuf::readableBytes).sum()).isEqualTo(10_000 * 834);
        buffers.forEach(ByteBuf::release);
    }

    private static String text(FrameWriter frames, String... messages) {
        return new String(
                frames.octets(Stream.of(messages)
                        .map(message -> message.getBytes(UTF_8))
                        .toList()),
                UTF_8);
    }
}

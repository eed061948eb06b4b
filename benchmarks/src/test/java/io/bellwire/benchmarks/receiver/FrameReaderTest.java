package io.bellwire.benchmarks.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final String ONE = "0000000001 1795800000123456";
    private static final String TWO = "<13>1 - two 99 words 0000000002 1795800000123457";

    private final FrameReader reader = new FrameReader();
    private final List<Long> numbers = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 26, 27, 28, 29, 1000})
    void framesAreFoundHoweverTheyAreCut(int octetsAtOnce) {
        byte[] stream = (frame(ONE) + frame(TWO) + frame(ONE)).getBytes(US_ASCII);

        for (int from = 0; from < stream.length; from += octetsAtOnce) {
            read(Arrays.copyOfRange(stream, from, Math.min(from + octetsAtOnce, stream.length)));
        }

        assertThat(numbers).containsExactly(1L, 2L, 1L);
        assertThat(times).containsExactly(1_795_800_000_123_456L, 1_795_800_000_123_457L, 1_795_800_000_123_456L);
    }

    @Test
    void frameThatHasNotEndedIsNotCounted() {
        byte[] frame = frame(TWO).getBytes(US_ASCII);

        read(Arrays.copyOf(frame, frame.length - 1));

        assertThat(numbers).isEmpty();
    }

    @Test
    void whatIsNoFrameOfOursIsRefused() {
        assertThatThrownBy(() -> read("<13>1 line feed\n".getBytes(US_ASCII)))
                .hasMessageContaining("where the length of a frame was expected");
        assertThatThrownBy(() -> new FrameReader().read("5 short".getBytes(US_ASCII), 7, (number, micros) -> {}))
                .hasMessageContaining("too short");
    }

    private void read(byte[] octets) {
        reader.read(octets, octets.length, (number, micros) -> {
            numbers.add(number);
            times.add(micros);
        });
    }

    private static String frame(String message) {
        return message.length() + " " + message;
    }
}

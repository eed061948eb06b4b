package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private final List<String> faults = new ArrayList<>();
    private final FrameReader reader = new FrameReader(faults::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void eachFrameIsReadInItsOwnFramingHoweverTheOctetsArrive(int octetsPerRead) throws IOException {
        assertThat(read("<1>a\n5 <2>\nb<3>c\n\n4 <4>d", octetsPerRead))
                .containsExactly("LINE_FEED <1>a", "OCTET_COUNTING <2>\nb", "LINE_FEED <3>c", "OCTET_COUNTING <4>d");
        assertThat(reader.hasPartialFrame()).isFalse();
        assertThat(faults).isEmpty();
    }

    @Test
    void anOctetCountCountsOctetsAndNotCharacters() throws IOException {
        assertThat(read("6 <1>äö\n7 <1>ää".replace("6 ", "7 "), 1000))
                .containsExactly("OCTET_COUNTING <1>äö", "OCTET_COUNTING <1>ää");
    }

    @Test
    void theBeginningOfAFrameIsNoMessage() throws IOException {
        assertThat(read("<1>whole\n<1>half", 1000)).containsExactly("LINE_FEED <1>whole");
        assertThat(reader.hasPartialFrame()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12x<1>a", "0 <1>a", "99999999 <1>a", "2000000 <1>a"})
    void aBrokenCountIsAFaultAndTheFrameIsReadAsALine(String line) throws IOException {
        assertThat(read(line + "\n<1>next\n", 3)).containsExactly("LINE_FEED " + line, "LINE_FEED <1>next");
        assertThat(faults).singleElement().asString().startsWith("not an octet count: ");
    }

    @Test
    void aMessageMayBeAMebibyteLong() throws IOException {
        String text = "x".repeat(FrameReader.MESSAGE_BYTES_MAX);
        assertThat(read(text + "\n" + text.length() + " " + text, 50_000))
                .containsExactly("LINE_FEED " + text, "OCTET_COUNTING " + text);
        assertThat(faults).isEmpty();
    }

    @Test
    void aLineWithoutEndIsAFaultAndDoesNotFillTheMemory() throws IOException {
        assertThat(read("x".repeat(2 * FrameReader.MESSAGE_BYTES_MAX + 100_000), 50_000))
                .hasSize(2)
                .allSatisfy(piece -> assertThat(piece.length()).isLessThan(FrameReader.MESSAGE_BYTES_MAX + 60_000));
        assertThat(faults).hasSize(2).allSatisfy(fault -> assertThat(fault).startsWith("no line feed in "));
    }

    private List<String> read(String stream, int octetsPerRead) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(stream.getBytes(UTF_8));
        List<String> messages = new ArrayList<>();
        while (reader.readFrom(in, octetsPerRead) >= 0) {
            for (FrameReader.Frame frame = reader.next(); frame != null; frame = reader.next()) {
                messages.add(frame.framing() + " " + new String(reader.copyOf(frame), UTF_8));
            }
        }
        return messages;
    }
}

package io.bellwire.endtoend.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The strict readers are right themselves: each rule kept and broken once, in {@code strict-lines.txt}. */
class StrictReadersTest {
    private static final Pattern MARK = Pattern.compile("\\{(?:([0-9A-F]{2})|(.)\\*(\\d+))\\}");
    private static final String READS = "reads ";

    /** The text as it stands in the table, with its marks. */
    record Case(String reader, String verdict, String text) {
        byte[] octets() {
            return StrictReadersTest.octets(text);
        }

        @Override
        public String toString() {
            return verdict + ": " + text.substring(0, Math.min(100, text.length()));
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream table = StrictReadersTest.class.getResourceAsStream("strict-lines.txt")) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" :: ", 3))
                    .map(column -> new Case(column[0], column[1], column[2]));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatTheFormatKnowsAndRefusesTheRest(Case line) {
        if (line.verdict().startsWith(READS.strip())) {
            String expected =
                    line.verdict().equals(READS.strip()) ? "" : line.verdict().substring(READS.length());
            assertThat(read(line)).isEqualTo(new String(octets(expected), UTF_8));
        } else {
            assertThatThrownBy(() -> read(line))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageStartingWith(line.verdict());
        }
    }

    private static String read(Case line) {
        return switch (line.reader()) {
            case "5424" -> Rfc5424Reader.read(line.octets()).msg();
            case "3164" -> Rfc3164Reader.read(line.octets()).msg();
            case "cef" -> lastValue(StrictCefReader.read(new String(line.octets(), UTF_8)));
            case "octets" -> String.valueOf(Frames.octetCounted(line.octets()).size());
            case "lines" -> String.valueOf(Frames.lineFeeds(line.octets()).size());
            default -> throw new IllegalArgumentException(line.reader());
        };
    }

    private static String lastValue(CefLine line) {
        List<String> values = List.copyOf(line.extension().values());
        return values.isEmpty() ? "none" : values.get(values.size() - 1);
    }

    private static byte[] octets(String text) {
        Matcher marks = MARK.matcher(text);
        return marks.replaceAll(mark -> Matcher.quoteReplacement(characters(mark)))
                .getBytes(ISO_8859_1);
    }

    private static String characters(MatchResult mark) {
        return mark.group(1) == null
                ? mark.group(2).repeat(Integer.parseInt(mark.group(3)))
                : String.valueOf((char) Integer.parseInt(mark.group(1), 16));
    }
}

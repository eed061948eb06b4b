package io.bellwire.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The messages of every alert type and health issue with a known class id, in a file that people can review. When they
 * change on purpose, {@code target/golden-lines.txt} is the file to put in its place.
 */
class GoldenLinesTest {
    private static final Instant ACCEPTED_AT = Instant.parse("2026-11-24T08:00:01.234Z");
    private static final String ALERT = "alert             ";

    private final AlertDecoder decoder = SampleRequests.decoder();

    @Test
    void messagesAreThoseOfTheFile() throws IOException {
        String golden = resource("golden-lines.txt");
        StringBuilder now = new StringBuilder();
        golden.lines()
                .filter(line -> line.isEmpty() || line.startsWith("#") || line.startsWith(ALERT))
                .forEach(line -> append(now, line));

        Files.writeString(Path.of("target", "golden-lines.txt"), now);
        assertThat(now.toString().lines().toList()).isEqualTo(golden.lines().toList());
    }

    @Test
    void everyClassIdThatTheCatalogueKnowsIsThere() throws IOException {
        String golden = resource("golden-lines.txt");
        List<String> classIds = resource("alert-catalogue.txt")
                .lines()
                .filter(line -> line.startsWith("sure") || line.startsWith("doubtful"))
                .map(line -> line.split(" \\| ", -1)[1])
                .filter(type -> type.matches("[A-Z].*(SecurityAlert|SuspiciousActivity|MonitoringAlert)"))
                .distinct()
                .toList();

        assertThat(classIds)
                .hasSizeGreaterThan(60)
                .allSatisfy(type -> assertThat(golden).contains("\"type\": \"" + type + "\""));
    }

    private void append(StringBuilder text, String line) {
        text.append(line).append('\n');
        if (line.startsWith(ALERT)) {
            Alert alert = alert(line.substring(ALERT.length()));
            for (Dialect dialect : Dialect.values()) {
                for (SyslogFormat format : SyslogFormat.values()) {
                    text.append(name(dialect, format))
                            .append(message(alert, dialect, format))
                            .append('\n');
                }
            }
        }
    }

    private Alert alert(String json) {
        Faults faults = new Faults();
        byte[] bytes = json.getBytes(UTF_8);
        Alert alert = decoder.record(bytes, 0, bytes.length, ACCEPTED_AT, faults);
        assertThat(alert).as("%s: %s", json, faults).isNotNull();
        return alert;
    }

    private static String message(Alert alert, Dialect dialect, SyslogFormat format) {
        MessageProfile profile =
                new MessageProfile(format, dialect, 4, 14, ZoneOffset.UTC, 8000, ByteOrderMark.NEVER, "DC01", 4242);
        return new String(new SyslogMessageEncoder(profile).encode(alert).bytes(), UTF_8);
    }

    private static String name(Dialect dialect, SyslogFormat format) {
        return "%-8s %-7s  ".formatted(dialect, format).toLowerCase(Locale.ROOT);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GoldenLinesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}

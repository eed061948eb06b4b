package io.bellwire.endtoend.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.SyslogFormat;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.IDN;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The octets of each vector, read by readers that know nothing of the encoder, are what the vector's input says. */
class VectorsAreReadTest {
    private static final int MESSAGES = 82;

    static Stream<KnownMessage> vectors() throws IOException {
        return KnownMessage.all().stream();
    }

    static Stream<KnownMessage> vectorsWithHeader() throws IOException {
        return vectors().filter(KnownMessage::hasHeader);
    }

    @Test
    void everyVectorWithMessagesIsThere() throws IOException {
        assertThat(KnownMessage.all()).hasSize(MESSAGES);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void valuesComeBack(KnownMessage vector) {
        CefLine read = StrictCefReader.read(vector.event());

        JsonNode alert = vector.alert();
        String type = ExpectedText.header(alert.path("eventClassId").asString(""));
        String name = ExpectedText.header(text(alert.path("name")));
        assertThat(read.header().get(0)).isEqualTo("0");
        isWhole(vector, "vendor", read.header().get(1), ExpectedText.header(text(alert.path("vendor"))));
        isWhole(vector, "product", read.header().get(2), ExpectedText.header(text(alert.path("product"))));
        isWhole(vector, "version", read.header().get(3), ExpectedText.header(text(alert.path("version"))));
        isWhole(vector, "eventClassId", read.header().get(4), type);
        isWhole(vector, "name", read.header().get(5), name.isEmpty() ? type : name);
        assertThat(read.header().get(6)).isEqualTo(severity(alert.path("severity")));
        extension(vector, read.extension());
    }

    @ParameterizedTest
    @MethodSource("vectorsWithHeader")
    void headerComesBack(KnownMessage vector) {
        SyslogLine read = vector.read();

        JsonNode syslog = vector.syslog();
        assertThat(read.pri())
                .isEqualTo(syslog.path("facility").asInt(-1) * 8
                        + syslog.path("severity").asInt(-1));
        assertThat(read.timestamp()).isEqualTo(timestamp(vector));
        assertThat(read.hostname()).isEqualTo(hostname(vector));
        if (vector.isRfc5424()) {
            assertThat(read.appName()).isEqualTo(syslog.path("appName").asString(""));
            assertThat(read.procId()).isEqualTo(syslog.path("procId").asString(""));
            assertThat(read.byteOrderMark())
                    .isEqualTo(syslog.path("bom").asString("").equals("always"));
            assertThat(read.structuredData()).isEqualTo("-");
            boolean ofClass = syslog.path("msgIdFromClass").asBoolean(false);
            assertThat(read.msgId())
                    .isEqualTo(
                            ofClass
                                    ? vector.alert()
                                            .path("eventClassId")
                                            .asString("")
                                            .replaceAll("[^!-~]", "_")
                                    : "-");
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void parCefOneReadsTheSame(KnownMessage vector) {
        String event = vector.event();
        CefLine expected = StrictCefReader.read(event);

        assertThat(new ParCefOneReader().difference(event, expected)).isNull();
    }

    @ParameterizedTest
    @MethodSource("vectorsWithHeader")
    void simpleSyslogReadsTheSame(KnownMessage vector) {
        SyslogFormat format = vector.isRfc5424() ? SyslogFormat.RFC5424 : SyslogFormat.RFC3164;

        SyslogLine read = new SimpleSyslogReader().read(vector.octets(), format);

        assertThat(read).isEqualTo(vector.read().withoutMark());
    }

    private static void extension(KnownMessage vector, Map<String, String> read) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (JsonNode pair : vector.alert().path("ext")) {
            String key = pair.path(0).asString("");
            String value = value(key, pair.path(1));
            Ipv6Place place = value.indexOf(':') < 0 ? null : Ipv6Place.of(key);
            if (place != null) {
                expected.put(place.key(), value);
                expected.put(place.key() + "Label", place.label());
            } else if (!value.isEmpty() && !vector.warnings().contains("dropped:" + key)) {
                expected.put(key, value);
            }
        }
        // A label goes with its value (P5).
        expected.keySet().removeIf(key -> key.endsWith("Label") && !expected.containsKey(key.replace("Label", "")));
        assertThat(read.keySet()).containsExactlyElementsOf(expected.keySet());
        read.forEach((key, value) -> isWhole(vector, key, value, expected.get(key)));
    }

    /** Equal, or the beginning of it where the vector warns that it was cut. */
    private static void isWhole(KnownMessage vector, String field, String read, String expected) {
        boolean cut = vector.warnings().contains("truncated:" + field)
                || (field.equals("msg") && vector.warnings().contains("message-truncated"));
        if (cut) {
            assertThat(expected).startsWith(read);
            assertThat(read).isNotEmpty().hasSizeLessThan(expected.length());
        } else {
            assertThat(read).isEqualTo(expected);
        }
    }

    /** Empty for what is left out: no value, no address, no port, no number (P5, P12, P13). */
    private static String value(String key, JsonNode value) {
        if (value.has("ip")) {
            String text = value.path("ip").asString("");
            return text.matches("[0-9a-fA-F.:]+(%.*)?") ? ExpectedText.address(text) : "";
        }
        if (value.has("mac")) {
            return ExpectedText.mac(value.path("mac").asString(""));
        }
        if (value.has("time")) {
            return String.valueOf(Instant.parse(value.path("time").asString("")).toEpochMilli());
        }
        if (value.has("double")) {
            String text = value.path("double").asString("");
            return text.equals("NaN") ? "" : new BigDecimal(text).toPlainString();
        }
        if (value.isNumber()) {
            boolean noPort = key.matches("[sd]pt") && value.asLong(0) > 65_535;
            return noPort ? "" : value.toString();
        }
        return ExpectedText.value(text(value));
    }

    private static String text(JsonNode node) {
        if (node.has("$repeat")) {
            return node.path("$repeat")
                    .path(0)
                    .asString("")
                    .repeat(node.path("$repeat").path(1).asInt(0));
        }
        StringBuilder text = new StringBuilder();
        node.path("$concat").forEach(part -> text.append(text(part)));
        return text.isEmpty() ? node.asString("") : text.toString();
    }

    private static String severity(JsonNode severity) {
        if (severity.isNull()) {
            return "Unknown";
        }
        String text = severity.asString("");
        return text.equals("very-high") ? "Very-High" : String.valueOf(Integer.parseInt(text));
    }

    private static String timestamp(KnownMessage vector) {
        JsonNode syslog = vector.syslog();
        Instant time =
                Instant.parse(syslog.path("timestamp").asString("").replaceFirst(":60(\\.[0-9]+)?Z", ":59.999Z"));
        DateTimeFormatter form = vector.isRfc5424()
                ? DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                : DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
                        .withZone(ZoneId.of(syslog.path("zone").asString("")));
        return form.format(time);
    }

    private static String hostname(KnownMessage vector) {
        String given = text(vector.syslog().path("hostname")).replaceAll("[\\[\\]]", "");
        if (NetUtil.isValidIpV4Address(given) || given.indexOf(':') >= 0) {
            return ExpectedText.address(given);
        }
        String name = IDN.toASCII(given);
        return vector.isRfc5424() ? name : name.replaceFirst("\\..*", "");
    }
}

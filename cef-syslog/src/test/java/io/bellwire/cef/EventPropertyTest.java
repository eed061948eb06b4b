package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.SyslogFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EventPropertyTest {
    private static final SyslogHeader SYSLOG =
            SyslogHeader.bellwire(4, 4, Instant.parse("2026-11-24T08:00:00Z"), HostName.of("DC1.contoso.com"), "-");

    @Property(tries = 1000)
    void readerSeesWhatWentIn(
            @ForAll("short") String name,
            @ForAll("short") String classId,
            @ForAll("extensions") Map<String, String> extension) {
        EncodedMessage message = encoder(SyslogFormat.RFC5424, 60_000).encode(event(name, classId, extension));
        CefReader read = CefReader.read(WireRules.check(message.bytes(), 60_000));

        String shownId = NastyText.asHeader(classId).isEmpty() ? "unspecified" : NastyText.asHeader(classId);
        String shownName = NastyText.asHeader(name).isEmpty() ? shownId : NastyText.asHeader(name);
        assertThat(read.header()).containsExactly("CEF:0", "Acme", "AlertBridge", "1.0", shownId, shownName, "5");
        Map<String, String> shown = new LinkedHashMap<>();
        extension.forEach((key, value) -> {
            if (!NastyText.asValue(value).isEmpty()) {
                shown.put(key, NastyText.asValue(value));
            }
        });
        assertThat(List.copyOf(read.extension().entrySet())).isEqualTo(List.copyOf(shown.entrySet()));
    }

    @Property(tries = 1000)
    void everyMessageKeepsTheRulesOfTheWire(
            @ForAll SyslogFormat format,
            @ForAll @IntRange(min = 480, max = 3000) int octetsMax,
            @ForAll("long") String name,
            @ForAll("extensions") Map<String, String> extension) {
        CefEvent event = event(name, "100", extension);
        try {
            String text = WireRules.check(
                    encoder(format, octetsMax).encode(SYSLOG, event).bytes(), octetsMax);
            CefReader read = CefReader.read(text.substring(text.indexOf("CEF:")));
            assertThat(extension.keySet()).containsAll(read.extension().keySet());
        } catch (UnencodableMessageException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.TOO_LONG);
        }
    }

    @Property(tries = 500)
    void cutTextIsTheBeginningOfTheWholeText(
            @ForAll("long") String text, @ForAll @IntRange(min = 480, max = 700) int octetsMax) {
        CefEvent event = event("n", "100", Map.of("msg", text));
        String whole = extensionOf(encoder(SyslogFormat.RFC3164, 60_000).encode(SYSLOG, event));
        String cut = extensionOf(encoder(SyslogFormat.RFC3164, octetsMax).encode(SYSLOG, event));

        assertThat(whole).startsWith(cut);
    }

    @Provide("short")
    Arbitrary<String> shortTexts() {
        return NastyText.upTo(20);
    }

    @Provide("long")
    Arbitrary<String> longTexts() {
        return NastyText.upTo(400);
    }

    @Provide
    Arbitrary<Map<String, String>> extensions() {
        Arbitrary<String> keys = Arbitraries.of("msg", "suser", "filePath", "requestContext", "MyKey", "k1", "reason");
        return Arbitraries.maps(keys, NastyText.upTo(40)).ofMaxSize(7).map(LinkedHashMap::new);
    }

    private static SyslogMessageEncoder encoder(SyslogFormat format, int octetsMax) {
        return new SyslogMessageEncoder(SampleAlerts.profile(format, octetsMax, ByteOrderMark.NEVER, "DC1"));
    }

    private static CefEvent event(String name, String classId, Map<String, String> extension) {
        List<CefField> fields = new ArrayList<>();
        extension.forEach((key, value) -> fields.add(CefField.text(key, value)));
        return new CefEvent(new CefHeader("Acme", "AlertBridge", "1.0", classId, name, "5"), fields);
    }

    private static String extensionOf(EncodedMessage message) {
        String text = WireRules.check(message.bytes(), 60_000);
        return text.substring(text.indexOf("|5|"));
    }
}

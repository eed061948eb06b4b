package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** An alert that was accepted is never refused later: promise of the contract behind every 202. */
class AlertPropertyTest {
    private static final String LONGEST_HOST = "h".repeat(255);

    @Property(tries = 1000)
    void acceptedAlertFitsIn1024OctetsWithItsIdentity(
            @ForAll("alertsAtTheLimits") Alert alert, @ForAll SyslogFormat format, @ForAll ByteOrderMark mark) {
        assertThat(AlertCheck.faults(alert)).isEmpty();

        EncodedMessage message = encoder(format, 1024, mark).encode(alert);

        String text = WireRules.check(message.bytes(), 1024);
        CefReader read = CefReader.read(text.substring(text.indexOf("CEF:")));
        assertThat(read.header().get(4)).isEqualTo(NastyText.asHeader(alert.getType()));
        assertThat(read.extension())
                .containsEntry("cs2", alert.getTrigger() == Trigger.NEW ? "new" : "update")
                .containsEntry("cs6", NastyText.asValue(alert.getId()))
                .containsEntry("externalId", alert.getExternalId().toString());
        assertThat(read.header()).doesNotContain("");
    }

    @Property(tries = 500)
    void acceptedAlertLosesNothingWhereThereIsRoom(
            @ForAll("alertsAtTheLimits") Alert alert, @ForAll SyslogFormat format) {
        EncodedMessage message = encoder(format, 65_507, ByteOrderMark.NEVER).encode(alert);

        CefReader read = CefReader.read(textOf(message));
        assertThat(message.warnings()).allMatch(warning -> warning.kind() == Warning.Kind.NO_LABEL);
        assertThat(read.extension()).containsAllEntriesOf(shown(alert.getExtension()));
        assertThat(read.header().get(5)).isEqualTo(NastyText.asHeader(alert.getName()));
    }

    @Property(tries = 1000)
    void everyAlertIsEncodedOrRefusedWithACode(
            @ForAll("anyAlerts") Alert alert,
            @ForAll SyslogFormat format,
            @ForAll @IntRange(min = 480, max = 9000) int octetsMax) {
        boolean accepted = AlertCheck.faults(alert).isEmpty();
        try {
            WireRules.check(
                    encoder(format, octetsMax, ByteOrderMark.NEVER)
                            .encode(alert)
                            .bytes(),
                    octetsMax);
        } catch (UnencodableMessageException e) {
            assertThat(accepted && octetsMax >= 1024).as(e.getMessage()).isFalse();
        }
    }

    /** Alerts whose fields are as long as they may be, or near. */
    @Provide
    Arbitrary<Alert> alertsAtTheLimits() {
        Arbitrary<Alert.Builder> identities = Combinators.combine(
                        filled(128, "i", "=", "\\", "|", "CEF:0"),
                        filled(128, NastyText.PIECES),
                        filled(512, NastyText.PIECES),
                        Arbitraries.longs(),
                        Arbitraries.of(AlertKind.class),
                        Arbitraries.of(Trigger.class),
                        Arbitraries.of(AlertSeverity.class))
                .as((id, type, name, externalId, kind, trigger, severity) -> SampleAlerts.complete()
                        .setId(id)
                        .setType(type)
                        .setName(name)
                        .setExternalId(externalId)
                        .setKind(kind)
                        .setTrigger(trigger)
                        .setSeverity(severity));
        return Combinators.combine(
                        identities,
                        filled(63, NastyText.PIECES),
                        filled(63, NastyText.PIECES),
                        filled(31, NastyText.PIECES),
                        filled(1000, NastyText.PIECES),
                        filled(4000, NastyText.PIECES),
                        Arbitraries.of(null, "s".repeat(128), "2001:db8::7", "m\u00fcnchen.example"),
                        extensions())
                .as((alert, vendor, product, version, message, url, sensor, extension) -> alert.setVendor(vendor)
                        .setProduct(product)
                        .setProductVersion(version)
                        .setMessage(message)
                        .setUrl(url)
                        .setSensor(sensor)
                        .setExtension(extension)
                        .build());
    }

    @Provide
    Arbitrary<Alert> anyAlerts() {
        Arbitrary<String> texts = NastyText.upTo(60);
        Arbitrary<List<ExtensionField>> extensions = Combinators.combine(
                        Arbitraries.of("cs6", "act", "dvc", "c6a1", "in", "end", "smac", "cfp1", "a b", "", "My1"),
                        Arbitraries.oneOf(texts, Arbitraries.of("1", "::1", "10.0.0.1", "1e400", "-7", "n/a")))
                .as(ExtensionField::new)
                .list()
                .ofMaxSize(6);
        return Combinators.combine(
                        texts,
                        texts,
                        Arbitraries.oneOf(texts, Arbitraries.just("A")),
                        Arbitraries.oneOf(Arbitraries.of("DC1", "::1", "a..b"), texts)
                                .injectNull(0.3),
                        Arbitraries.oneOf(Arbitraries.of("10.0.0.1", "::1"), texts),
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        extensions)
                .as((id, type, vendor, sensor, ip, port, millis, extension) -> SampleAlerts.complete()
                        .setId(id)
                        .setType(type)
                        .setVendor(vendor)
                        .setSensor(sensor)
                        .setAcceptedAt(Instant.ofEpochMilli(millis))
                        .setSource(
                                AlertSource.newBuilder().setIp(ip).setPort(port).build())
                        .setExtension(extension)
                        .build());
    }

    private static Arbitrary<List<ExtensionField>> extensions() {
        return Arbitraries.maps(
                        Arbitraries.of("act", "cs3", "cs3Label", "cat", "filePath", "MyKey", "requestContext", "k2"),
                        filled(60, NastyText.PIECES))
                .ofMaxSize(8)
                .map(fields -> fields.entrySet().stream()
                        .filter(field -> !field.getKey().equals("cs3Label") || fields.containsKey("cs3"))
                        .map(field -> new ExtensionField(field.getKey(), field.getValue()))
                        .toList());
    }

    /** Pieces after an "A", as many as fit in so many octets as CEF writes them. */
    private static Arbitrary<String> filled(int octetsMax, String... pieces) {
        return Arbitraries.of(pieces)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .withoutEdgeCases()
                .map(chosen -> {
                    String all = String.join("", chosen);
                    return longestFitting("A" + all.repeat(octetsMax / all.length() + 1), octetsMax);
                });
    }

    private static String longestFitting(String text, int octetsMax) {
        int fits = 0;
        int tooLong = text.length() + 1;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            boolean fitting = WrittenLength.of(text.substring(0, middle)) <= octetsMax;
            fits = fitting ? middle : fits;
            tooLong = fitting ? tooLong : middle;
        }
        return text.substring(0, fits);
    }

    private static Map<String, String> shown(List<ExtensionField> extension) {
        List<ExtensionField> fields = new ArrayList<>(extension);
        return fields.stream()
                .collect(Collectors.toMap(ExtensionField::getKey, field -> NastyText.asValue(field.getValue())));
    }

    private static String textOf(EncodedMessage message) {
        String text = WireRules.check(message.bytes(), 65_507);
        return text.substring(text.indexOf("CEF:"));
    }

    private static SyslogMessageEncoder encoder(SyslogFormat format, int octetsMax, ByteOrderMark mark) {
        return new SyslogMessageEncoder(SampleAlerts.profile(format, octetsMax, mark, LONGEST_HOST));
    }
}

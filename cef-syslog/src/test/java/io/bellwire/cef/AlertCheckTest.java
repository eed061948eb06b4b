package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCheckTest {
    @Test
    void goodAlertsHaveNoFault() {
        assertThat(AlertCheck.faults(SampleAlerts.complete().build())).isEmpty();
        assertThat(AlertCheck.faults(SampleAlerts.least().build())).isEmpty();
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        Alert.Builder alert = SampleAlerts.complete()
                .setId("")
                .setType("t".repeat(129))
                .setVendor(" ")
                .setSensor("a b")
                .setCount(-1L)
                .setStartTime(null);

        assertThat(AlertCheck.faults(alert.build()))
                .containsExactly(
                        new AlertFault("id", "has to be 1 to 128 visible ASCII characters"),
                        new AlertFault("type", "is 129 octets long as CEF writes it, 128 are allowed"),
                        new AlertFault("startTime", "is required for a security alert"),
                        new AlertFault("vendor", "is required"),
                        new AlertFault(
                                "sensor",
                                "is no host name or address: letters, digits, '.', '-' and '_' are allowed,"
                                        + " a letter or digit at both ends"),
                        new AlertFault("count", "is less than 0"));
    }

    @ParameterizedTest
    @CsvSource({"id, 128", "type, 128", "name, 512", "vendor, 63", "product, 63", "productVersion, 31", "url, 4000"})
    void lengthCountsWhatIsEscapedTwice(String field, int octetsMax) {
        String fits = "=".repeat(octetsMax / 2) + "a".repeat(octetsMax % 2);

        assertThat(faultyFields(with(field, fits))).isEmpty();
        assertThat(faultyFields(with(field, "\\".repeat(octetsMax / 2 - 1) + "a")))
                .isEmpty();
        assertThat(faultyFields(with(field, fits + "a"))).containsExactly(field);
        assertThat(faultyFields(with(field, "|".repeat(octetsMax / 2)))).isEmpty();
        assertThat(faultyFields(with(field, "|".repeat(octetsMax / 2 + 1)))).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"protocol, 31", "outcome, 63", "message, 1023", "source.user, 1023", "source.host, 1023"})
    void otherLengthsAreThoseOfTheDictionaryBeforeEscaping(String field, int octetsMax) {
        assertThat(faultyFields(with(field, "=".repeat(octetsMax)))).isEmpty();
        assertThat(faultyFields(with(field, "=".repeat(octetsMax + 1)))).containsExactly(field);
        assertThat(faultyFields(with(field, "\u00e9".repeat(octetsMax / 2 + 1))))
                .containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u00e9", "a b", "a\n", "\u007f"})
    void idIsVisibleAscii(String id) {
        assertThat(faultyFields(with("id", id))).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", " 10.0.0.1 ", ""})
    void addressesAreAccepted(String address) {
        assertThat(faultyFields(with("source.ip", address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "10.0.0.256", "10.0.0.01", "1::2::3", "n/a", "host.example"})
    void otherTextIsNoAddress(String address) {
        assertThat(faultyFields(with("source.ip", address))).containsExactly("source.ip");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void portsAreLimited(int port) {
        AlertSource source = AlertSource.newBuilder().setPort(port).build();

        assertThat(AlertCheck.faults(SampleAlerts.least().setSource(source).build()))
                .containsExactly(new AlertFault("source.port", "is not between 0 and 65535"));
    }

    @Test
    void sensorMayBeAnInternationalNameOfUpTo128Octets() {
        assertThat(faultyFields(with("sensor", "m\u00fcnchen.example"))).isEmpty();
        assertThat(faultyFields(with("sensor", "a".repeat(128)))).isEmpty();
        assertThat(faultyFields(with("sensor", "a".repeat(129)))).containsExactly("sensor");
        assertThat(faultyFields(with("sensor", "a".repeat(300)))).containsExactly("sensor");
    }

    @Test
    void healthIssueNeedsNoStartTime() {
        Alert.Builder issue =
                SampleAlerts.least().setKind(AlertKind.HEALTH_ISSUE).setStartTime(null);

        assertThat(AlertCheck.faults(issue.build())).isEmpty();
    }

    @Test
    void startTimeHasToFitInto64BitsOfNanoseconds() {
        assertThat(faultyFields(SampleAlerts.least()
                        .setStartTime(Instant.parse("2262-04-11T23:47:16.854775807Z"))
                        .build()))
                .isEmpty();
        assertThat(faultyFields(SampleAlerts.least()
                        .setStartTime(Instant.parse("2262-04-11T23:47:16.854775808Z"))
                        .build()))
                .containsExactly("startTime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rt",
                "start",
                "app",
                "shost",
                "shostfqdn",
                "src",
                "spt",
                "suser",
                "dhost",
                "dst",
                "dpt",
                "duser",
                "outcome",
                "cnt",
                "externalId",
                "cs1Label",
                "cs1",
                "cs2Label",
                "cs2",
                "cs6Label",
                "cs6",
                "msg",
                "c6a2",
                "c6a2Label",
                "c6a3",
                "c6a3Label"
            })
    void keyThatAFieldFillsIsRefusedByName(String key) {
        assertThat(AlertCheck.faults(with("extension." + key, "1")))
                .containsExactly(new AlertFault(
                        "extension." + key, "is filled by a field of the alert, the extension may not hold it"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', x",
        "a-b, x",
        "a b, x",
        "\u00e9, x",
        "destinationTranslatedPort, 65536",
        "sourceTranslatedAddress, ::1",
        "dvc, n/a",
        "c6a1, 10.0.0.1",
        "cn1, 1.5",
        "in, many",
        "cfp1, NaN",
        "cfp1, 1e400",
        "smac, 00:0d:60:af:1b",
        "end, 2026-11-24T08:00:00Z",
        "deviceCustomDate1, Nov 24 2026",
        "deviceDirection, in",
        "type, 4",
    })
    void extensionIsHeldToTheDictionary(String key, String value) {
        assertThat(faultyFields(with("extension." + key, value))).containsExactly("extension." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "MyOwnKey, anything",
        "CS6, not the same key",
        "destinationTranslatedPort, 65535",
        "dvc, 10.0.0.1",
        "dvc, ::1",
        "cn1, -9223372036854775808",
        "cfp1, 1e7",
        "smac, 00-0d-60-af-1b-61",
        "end, 1795507200123",
        "end, Nov 24 2026 08:00:00.123 UTC",
        "deviceDirection, 1",
        "act, ''",
    })
    void goodExtensionIsAccepted(String key, String value) {
        assertThat(faultyFields(with("extension." + key, value))).isEmpty();
    }

    @Test
    void extensionTextIsHeldToItsLength() {
        assertThat(AlertCheck.faults(with("extension.act", "=".repeat(63)))).isEmpty();
        assertThat(AlertCheck.faults(with("extension.act", "=".repeat(64))))
                .containsExactly(new AlertFault("extension.act", "is 64 octets long, CEF allows 63 for act"));
    }

    @Test
    void keyMayStandThereOnce() {
        assertThat(faultyFields(extension("act", "a", "act", "b"))).containsExactly("extension.act");
        assertThat(faultyFields(extension("dvc", "::1", "c6a1", "::2"))).containsExactly("extension.c6a1");
        assertThat(faultyFields(extension("c6a1", "::2", "dvc", "::1"))).containsExactly("extension.dvc");
        assertThat(faultyFields(extension("c6a1", "::2", "dvc", "10.0.0.1"))).isEmpty();
    }

    private static Alert extension(String key1, String value1, String key2, String value2) {
        return SampleAlerts.least()
                .setExtension(List.of(new ExtensionField(key1, value1), new ExtensionField(key2, value2)))
                .build();
    }

    private static List<String> faultyFields(Alert alert) {
        return AlertCheck.faults(alert).stream().map(AlertFault::field).toList();
    }

    private static Alert with(String field, String value) {
        Alert.Builder alert = SampleAlerts.least();
        AlertSource.Builder source = AlertSource.newBuilder();
        if (field.startsWith("extension.")) {
            return alert.setExtension(List.of(new ExtensionField(field.substring("extension.".length()), value)))
                    .build();
        }
        return switch (field) {
            case "id" -> alert.setId(value).build();
            case "type" -> alert.setType(value).build();
            case "name" -> alert.setName(value).build();
            case "vendor" -> alert.setVendor(value).build();
            case "product" -> alert.setProduct(value).build();
            case "productVersion" -> alert.setProductVersion(value).build();
            case "url" -> alert.setUrl(value).build();
            case "protocol" -> alert.setProtocol(value).build();
            case "outcome" -> alert.setOutcome(value).build();
            case "message" -> alert.setMessage(value).build();
            case "sensor" -> alert.setSensor(value).build();
            case "source.ip" -> alert.setSource(source.setIp(value).build()).build();
            case "source.user" -> alert.setSource(source.setUser(value).build()).build();
            case "source.host" -> alert.setSource(source.setHost(value).build()).build();
            default -> throw new IllegalArgumentException(field);
        };
    }
}

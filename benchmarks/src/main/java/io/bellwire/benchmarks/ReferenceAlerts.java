package io.bellwire.benchmarks;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Alerts like those of a domain controller's sensor. A message of them has about 830 octets. */
public final class ReferenceAlerts {
    /** So many different ones that no branch is foreseen because it was always the same. */
    static final int COUNT = 64;

    private static final List<AlertSeverity> SEVERITIES = List.of(AlertSeverity.values());
    private static final Instant START = Instant.parse("2026-11-24T08:00:00.123Z");

    private ReferenceAlerts() {}

    /** What most alerts are like: one escape of each kind, one character that is not ASCII. */
    static Alert[] usual() {
        return usual(COUNT);
    }

    /** So many of the same sort, where 64 would compress better than what is alive. */
    public static Alert[] usual(int count) {
        return all(count, number -> alert(number).build());
    }

    /** The usual alerts as they stand in Kafka. */
    public static List<byte[]> usualValues() {
        AvroSerde<Alert> serde = AvroSerde.alerts();
        return Arrays.stream(usual()).map(serde::serialize).toList();
    }

    /** Line breaks, delimiters, controls and other scripts in every text. */
    static Alert[] nasty() {
        return all(
                COUNT,
                number -> alert(number)
                        .setName("Attempt | by \\\\ r\u00e9mi\u2028\u65e5\u672c\u8a9e " + number)
                        .setMessage(
                                "line 1\r\nline 2 a=b|c\\d \u001b[31m CEF:0|x|y| \ud83d\ude00 \u65e5\u672c\u8a9e=\u00fc\u00df\n"
                                        .repeat(4))
                        .setExtension(List.of(
                                new ExtensionField("reason", "a=b=c\\d\n\u0085"),
                                new ExtensionField("filePath", "C:\\Users\\r\u00e9mi\\AppData\\Local\\x=" + number),
                                new ExtensionField("dvc", "fe80::1%eth0")))
                        .build());
    }

    /** Has to lose the end of its text and some pairs to fit in 1024 octets. */
    static Alert[] tooLong() {
        return all(
                COUNT,
                number -> alert(number)
                        .setMessage("A user on client" + number + " tried names=many, \u00e9\u00e8. ".repeat(25))
                        .setExtension(List.of(
                                new ExtensionField("reason", "enumeration ".repeat(20)),
                                new ExtensionField("filePath", "C:\\Users\\user" + number)))
                        .build());
    }

    private static Alert[] all(int count, IntFunction<Alert> alert) {
        return IntStream.range(0, count).mapToObj(alert).toArray(Alert[]::new);
    }

    private static Alert.Builder alert(int number) {
        String id =
                UUID.nameUUIDFromBytes(BigInteger.valueOf(number).toByteArray()).toString();
        return Alert.newBuilder()
                .setId(id)
                .setKind(AlertKind.SECURITY_ALERT)
                .setTrigger(number % 2 == 0 ? Trigger.NEW : Trigger.UPDATE)
                .setType("AccountEnumerationSecurityAlert")
                .setExternalId(2003L)
                .setName("Reconnaissance using account enumeration")
                .setSeverity(SEVERITIES.get(number % SEVERITIES.size()))
                .setStartTime(START.plusMillis(37L * number))
                .setAcceptedAt(START.plusMillis(1000 + 37L * number))
                .setSensor("DC" + number % 20 + ".corp.contoso.example")
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("2.241.18" + number % 10 + ".0")
                .setProtocol("Kerberos")
                .setSource(AlertSource.newBuilder()
                        .setHost("CLIENT" + 100 * number)
                        .setFqdn("client" + 100 * number + ".corp.contoso.example")
                        .setIp("10." + number / 256 + "." + number % 256 + ".17")
                        .setUser("user" + 300 * number)
                        .build())
                .setDestination(AlertDestination.newBuilder()
                        .setUser("svc-admin" + number % 50)
                        .build())
                .setMessage("CORP\\user" + 300 * number + " on client" + 100 * number
                        + ".corp.contoso.example made " + 13 * number
                        + " suspicious attempts (filter=(&(objectClass=user)(sAMAccountName=adm*))) against DC"
                        + number % 20 + " | first seen 2026-11-24T08:00:00Z, caf\u00e9 desk " + 6 * number
                        + "\nAccounts guessed: a=" + number + "; b=7\\share")
                .setUrl("https://contoso-corp.atp.example/securityAlert/" + id + "?tab=overview&src=siem")
                .setExtension(List.of());
    }
}

package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One alert is posted and arrives at a real syslog server, by every transport, framing and format. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertReachesRealSiemIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ALERT = """
            {"id": "%s", "kind": "securityAlert", "type": "AccountEnumerationSecurityAlert", "externalId": 2003,
             "name": "Pipe | and \\\\ in a name", "severity": "high", "startTime": "2026-11-24T08:00:00.123456789Z",
             "vendor": "Acme", "product": "Guard", "productVersion": "4.2",
             "protocol": "Kerberos", "outcome": "Success", "count": 7, "sensor": "dc7.contoso.com",
             "source": {"host": "CLIENT1", "fqdn": "client1.contoso.com", "ip": "2001:db8::12", "user": "L=Maldonado", "port": 49152},
             "destination": {"host": "DC7", "ip": "10.0.0.7", "user": "krbtgt", "port": 88},
             "message": "Grüße, 日本\\nsecond line", "url": "https://security.example.com/alerts/aa?x=1",
             "extension": {"act": "blocked", "AcmeGuardRisk": "87"}}""";
    private static final String CEF_HEADER =
            "CEF:0|Acme|Guard|4.2|AccountEnumerationSecurityAlert|Pipe \\| and \\\\ in a name|10|";
    private static final String AFTER_RT =
            " start=1795507200123 app=Kerberos shost=CLIENT1 shostfqdn=client1.contoso.com"
                    + " c6a2=2001:db8::12 c6a2Label=Source IPv6 Address spt=49152 suser=L\\=Maldonado"
                    + " dhost=DC7 dst=10.0.0.7 dpt=88 duser=krbtgt outcome=Success cnt=7 externalId=2003"
                    + " cs1Label=url cs1=https://security.example.com/alerts/aa?x\\=1 cs2Label=trigger cs2=new"
                    + " cs6Label=alertId cs6=%s act=blocked AcmeGuardRisk=87 msg=Grüße, 日本\\nsecond line";

    private static final String PRINTED = """
            {"id": "printed", "kind": "securityAlert", "type": "RemoteExecutionSecurityAlert", "externalId": 2019,
             "name": "Remote code execution attempt", "severity": "medium", "startTime": "2022-11-22T22:05:10.839881Z",
             "productVersion": "2.194.15869.60621", "sensor": "Hostname1.example.com", "protocol": "Wmi",
             "source": {"host": "Hostname2", "fqdn": "Hostname2.example.com"}, "url": "https:security.example.com",
             "message": "User1 made an attempt to run commands remotely on Hostname2 from Hostname3, using 1 WMI method. ",
             "extension": {"cs3Label": "mSecUrl", "cs3": "https://alerts.example.com"}}""";
    private static final String PRINTED_EVENT =
            "0|Microsoft|Azure ATP|2.194.15869.60621|RemoteExecutionSecurityAlert|Remote code execution attempt|5|"
                    + "start=2022-11-22T22:05:10.8398810Z app=Wmi shost=Hostname2 shostfqdn=Hostname2.example.com"
                    + " msg=User1 made an attempt to run commands remotely on Hostname2 from Hostname3, using 1 WMI method. "
                    + " externalId=2019 cs1Label=url cs1=https:security.example.com cs2Label=trigger cs2=new"
                    + " cs3Label=mSecUrl cs3=https://alerts.example.com";

    private Bellwire bellwire;

    @BeforeAll
    void startBellwire(@TempDir Path directory) throws IOException {
        bellwire = Bellwire.start(directory);
    }

    @AfterAll
    void closeBellwire() {
        if (bellwire != null) {
            bellwire.close();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract class AnyReceiver {
        private RealReceiver receiver;

        abstract RealReceiver start(Path directory) throws IOException;

        RealReceiver receiver() {
            return receiver;
        }

        @BeforeAll
        void startReceiver(@TempDir Path directory) throws IOException {
            receiver = start(Files.createDirectories(directory.resolve("receiver")));
        }

        @AfterAll
        void closeReceiver() {
            if (receiver != null) {
                receiver.close();
            }
        }

        static Stream<Arguments> wiresAndFormats() {
            return Stream.of(Wire.values())
                    .filter(wire -> wire != Wire.MUTUAL_TLS)
                    .flatMap(wire -> Stream.of("rfc5424", "rfc3164").map(format -> Arguments.of(wire, format)));
        }

        @ParameterizedTest
        @MethodSource("wiresAndFormats")
        void everyFieldArrivesAsItWasPosted(Wire wire, String format) throws Exception {
            String id = getClass().getSimpleName() + "-" + wire + "-" + format;
            bellwire.api()
                    .save(SettingsJson.by(wire, receiver.port(wire), format).toString());

            bellwire.api().accept(List.of(ALERT.formatted(id)));

            ParsedMessage message = take(id);
            assertThat(message.pri()).isEqualTo(35);
            assertThat(message.facility()).isEqualTo("auth");
            assertThat(message.severity()).startsWith("err");
            assertThat(message.structuredData()).isEqualTo("-");
            assertThat(message.procid()).isEqualTo("-");
            if (format.equals("rfc5424")) {
                assertRfc5424(message, id);
            } else {
                assertRfc3164(message, id);
            }
        }

        /** The last message to a receiver that was stopped may come once more, to the next one. */
        private ParsedMessage take(String id) throws IOException {
            ParsedMessage message;
            do {
                message = receiver.take(1, SOON).get(0);
            } while (!message.raw().contains("cs6=" + id + " "));
            return message;
        }

        private void assertRfc5424(ParsedMessage message, String id) {
            assertThat(message.protocol()).isOne();
            assertThat(message.hostname()).isEqualTo("dc7.contoso.com");
            assertThat(message.appname()).isEqualTo("bellwire");
            assertThat(message.msgid()).isEqualTo("AccountEnumerationSecurityAlert");
            long acceptedAt = message.timestamp().toInstant().toEpochMilli();
            assertThat(message.msg()).isEqualTo(CEF_HEADER + "rt=" + acceptedAt + AFTER_RT.formatted(id));
        }

        private void assertRfc3164(ParsedMessage message, String id) {
            assertThat(message.protocol()).isZero();
            assertThat(message.hostname()).isEqualTo("dc7");
            String cef = message.raw().substring(message.raw().indexOf("CEF:"));
            long rt = Long.parseLong(cef.replaceFirst("^.*\\|rt=(\\d+) .*$", "$1"));
            assertThat(cef).isEqualTo(CEF_HEADER + "rt=" + rt + AFTER_RT.formatted(id));
            assertThat(message.timestamp().toLocalTime())
                    .isEqualTo(Instant.ofEpochMilli(rt)
                            .atOffset(ZoneOffset.UTC)
                            .toLocalTime()
                            .withNano(0));
        }
    }

    @Nested
    class RsyslogReceives extends AnyReceiver {
        @Override
        RealReceiver start(Path directory) throws IOException {
            return Rsyslog.start(directory);
        }

        /** Only here: syslog-ng refuses RFC 5424 without structured data, which is what that sensor sends. */
        @ParameterizedTest
        @ValueSource(strings = {"rfc5424", "rfc3164"})
        void lineOfDefenderForIdentityArrivesAsItWasPrinted(String format) throws Exception {
            SettingsJson settings = SettingsJson.by(
                            Wire.TCP_LINE_FEED, receiver().port(Wire.TCP_LINE_FEED), format)
                    .inDialect("mdi");
            bellwire.api().save(settings.toString());

            bellwire.api().accept(List.of(PRINTED));

            String line;
            do {
                line = receiver().take(1, SOON).get(0).raw();
            } while (line.contains(" cs6="));
            String header = format.equals("rfc5424")
                    ? "<36>1 \\S{23}000\\+00:00 Hostname1 CEF \\d+ RemoteExecutionSecurityAlert "
                    : "<36>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d Hostname1 CEF:";
            assertThat(line).matches(header + Pattern.quote(PRINTED_EVENT));
        }
    }

    @Nested
    class SyslogNgReceives extends AnyReceiver {
        @Override
        RealReceiver start(Path directory) throws IOException {
            return SyslogNg.start(directory);
        }
    }
}

package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hand-written lines reach both real receivers by every wire: the harness itself is right. */
@Timeout(120)
class RealReceiversIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String RFC5424 =
            "<132>1 2024-03-07T08:05:09.042Z gw.example.com bellwire - Port [ex@32473 a=\"b\"] "
                    + "CEF:0|Acme|Bell|1.0|100|Port scan|5|src=10.0.0.1 msg=Grüße, 日本";
    private static final String RFC3164 = "<34>Mar  7 08:05:09 gw CEF:0|Acme|Bell|1.0|100|Port scan|5|src=10.0.0.1";

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class AnyReceiver {
        private RealReceiver receiver;

        abstract RealReceiver start(Path directory) throws IOException;

        @BeforeAll
        void startReceiver(@TempDir Path directory) throws IOException {
            receiver = start(directory);
        }

        @AfterAll
        void closeReceiver() {
            if (receiver != null) {
                receiver.close();
            }
        }

        @ParameterizedTest
        @EnumSource
        void parsesBothFormatsByEveryWire(Wire wire) throws Exception {
            PlainSender.send(receiver, wire, List.of(RFC5424, RFC3164));

            List<ParsedMessage> parsed = receiver.take(2, SOON);

            ParsedMessage rfc5424 = parsed.get(0);
            assertThat(rfc5424)
                    .isEqualTo(new ParsedMessage(
                            rfc5424.input(),
                            "127.0.0.1",
                            1,
                            132,
                            "local0",
                            "warning",
                            rfc5424.timestamp(),
                            "gw.example.com",
                            "bellwire",
                            "-",
                            "Port",
                            "[ex@32473 a=\"b\"]",
                            "CEF:0|Acme|Bell|1.0|100|Port scan|5|src=10.0.0.1 msg=Grüße, 日本",
                            RFC5424));
            assertThat(rfc5424.timestamp()).isEqualTo(OffsetDateTime.parse("2024-03-07T08:05:09.042Z"));
            ParsedMessage rfc3164 = parsed.get(1);
            assertThat(rfc3164)
                    .isEqualTo(new ParsedMessage(
                            rfc5424.input(),
                            "127.0.0.1",
                            0,
                            34,
                            "auth",
                            "crit",
                            rfc3164.timestamp(),
                            "gw",
                            "CEF",
                            "-",
                            "-",
                            "-",
                            "0|Acme|Bell|1.0|100|Port scan|5|src=10.0.0.1",
                            RFC3164));
            assertThat(rfc3164.timestamp().getMonthValue()).isEqualTo(3);
            assertThat(rfc3164.timestamp().toLocalTime()).hasToString("08:05:09");
        }

        @Test
        void takeFailsSayingWhatCame() {
            assertThatThrownBy(() -> receiver.take(1, Duration.ofMillis(100)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("waited 100 ms for 1 messages, 0 came");
        }

        @Test
        void isStoppedKilledPausedAndStartedAgainOnItsPorts() throws Exception {
            receiver.kill();
            assertThat(LoopbackPorts.listensByTcp(receiver.port(Wire.TCP_LINE_FEED)))
                    .isFalse();
            receiver.startAgain();
            receiver.stop();
            receiver.startAgain();
            receiver.pause();
            PlainSender.send(receiver, Wire.TCP_LINE_FEED, List.of(RFC5424));
            assertThatThrownBy(() -> receiver.take(1, Duration.ofMillis(300))).isInstanceOf(AssertionError.class);
            receiver.goOn();
            assertThat(receiver.take(1, SOON).get(0).raw()).isEqualTo(RFC5424);
        }
    }

    @Nested
    class RsyslogReceives extends AnyReceiver {
        @Override
        RealReceiver start(Path directory) throws IOException {
            return Rsyslog.start(directory);
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

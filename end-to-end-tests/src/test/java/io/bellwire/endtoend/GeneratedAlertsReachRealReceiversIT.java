package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.endtoend.reading.ExpectedMessage;
import io.bellwire.endtoend.reading.GeneratedAlerts;
import io.bellwire.endtoend.reading.KnownMessage;
import io.bellwire.endtoend.reading.MessageForm;
import io.bellwire.endtoend.reading.Rfc3164Reader;
import io.bellwire.endtoend.reading.Rfc5424Reader;
import io.bellwire.endtoend.reading.SyslogLine;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.sender.transport.NetworkThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real receivers read what was meant in every generated alert and every vector, sent by Bellwire's own transports over every
 * wire. {@code -Dbellwire.generated-alerts} says how many alerts.
 */
@Timeout(600)
class GeneratedAlertsReachRealReceiversIT {
    private static final Wire[] WIRES = Wire.values();
    private static final int CHUNK = 1_200;
    private static final int UNDER_WAY_MAX = 6_000;
    private static final int DIFFERENCES_SHOWN = 5;
    private static final long ARRIVE_SECONDS_MAX = 30;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class AnyReceiver {
        private final NetworkThread network = new NetworkThread();
        private final Map<Wire, RealSender> senders = new EnumMap<>(Wire.class);
        private RealReceiver receiver;
        private RealReading reading;

        abstract RealReceiver start(Path directory) throws IOException;

        @BeforeAll
        void startReceiver(@TempDir Path directory) throws Exception {
            receiver = start(directory);
            for (Wire wire : WIRES) {
                senders.put(wire, new RealSender(receiver, wire, network));
            }
        }

        @AfterAll
        void closeReceiver() {
            senders.values().forEach(RealSender::close);
            network.close();
            if (receiver != null) {
                receiver.close();
            }
        }

        @ParameterizedTest
        @EnumSource(names = "STANDARD")
        void readsEveryGeneratedAlert(Dialect dialect) throws Exception {
            GeneratedAlerts alerts = GeneratedAlerts.asAskedFor();
            reading = new RealReading(receiver);
            Map<MessageForm, SyslogMessageEncoder> encoders = new HashMap<>();
            long from = System.nanoTime();

            for (int start = 0; start < alerts.count(); start += CHUNK) {
                Map<Wire, List<byte[]>> messages = new EnumMap<>(Wire.class);
                for (int i = start; i < Math.min(alerts.count(), start + CHUNK); i++) {
                    Alert alert = alerts.at(i);
                    MessageForm form = form(dialect, i);
                    byte[] message = encoders.computeIfAbsent(form, MessageForm::encoder)
                            .encode(alert)
                            .bytes();
                    expect(message, alert, form);
                    messages.computeIfAbsent(WIRES[i % WIRES.length], wire -> new ArrayList<>())
                            .add(message);
                }
                send(messages);
                awaitFewerThan(UNDER_WAY_MAX);
            }
            awaitFewerThan(1);

            System.out.println(receiver.getClass().getSimpleName() + ": " + reading.compared()
                    + " messages compared in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from) + " ms");
            assertAllReadAsMeant();
        }

        @Test
        void readsEveryVectorByEveryWire() throws Exception {
            for (Wire wire : WIRES) {
                reading = new RealReading(receiver);
                List<byte[]> messages = new ArrayList<>();
                for (KnownMessage vector : KnownMessage.all()) {
                    if (vector.hasHeader() && reading.expectOnce(vector.octets(), vector.read())) {
                        messages.add(vector.octets());
                    }
                }
                send(Map.of(wire, messages));
                awaitFewerThan(1);
                System.out.println(receiver.getClass().getSimpleName() + ": " + reading.compared()
                        + " different messages of vectors compared by " + wire);
                assertAllReadAsMeant();
            }
        }

        /** Every wire gets every form in turn. */
        private static MessageForm form(Dialect dialect, int index) {
            SyslogFormat format = index / WIRES.length % 2 == 0 ? SyslogFormat.RFC5424 : SyslogFormat.RFC3164;
            List<MessageForm> forms = MessageForm.of(dialect, format);
            return forms.get(index / (2 * WIRES.length) % forms.size());
        }

        private void expect(byte[] message, Alert alert, MessageForm form) {
            SyslogLine read =
                    form.format() == SyslogFormat.RFC5424 ? Rfc5424Reader.read(message) : Rfc3164Reader.read(message);
            reading.expect(message, ExpectedMessage.line(alert, form, read.msg()));
        }

        private void send(Map<Wire, List<byte[]>> messages) throws Exception {
            for (Map.Entry<Wire, List<byte[]>> of : messages.entrySet()) {
                senders.get(of.getKey()).send(of.getValue());
            }
        }

        private void awaitFewerThan(int missing) throws IOException {
            long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVE_SECONDS_MAX);
            while (reading.missing() >= missing) {
                List<ParsedMessage> next = receiver.next();
                next.forEach(reading::compare);
                if (next.isEmpty()) {
                    if (System.nanoTime() > giveUpAt || !reading.differences().isEmpty()) {
                        break;
                    }
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                } else {
                    giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVE_SECONDS_MAX);
                }
            }
        }

        private void assertAllReadAsMeant() throws IOException {
            assertThat(reading.differences().stream().limit(DIFFERENCES_SHOWN)).isEmpty();
            assertThat(LoopbackPorts.udpDropped(receiver.port(Wire.UDP)))
                    .as("datagrams dropped")
                    .isZero();
            assertThat(reading.missing()).as("messages that never came").isZero();
        }
    }

    @Nested
    class RsyslogReads extends AnyReceiver {
        @Override
        RealReceiver start(Path directory) throws IOException {
            return Rsyslog.start(directory);
        }
    }

    @Nested
    class SyslogNgReads extends AnyReceiver {
        @Override
        RealReceiver start(Path directory) throws IOException {
            return SyslogNg.start(directory);
        }
    }
}

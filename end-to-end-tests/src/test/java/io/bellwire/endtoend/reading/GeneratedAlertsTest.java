package io.bellwire.endtoend.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.cef.Warning;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every value of every generated alert comes back from readers in this JVM, in both formats: the strict ones of this package,
 * ParCEFone and simple-syslog. The latter makes an object of each octet and takes 1 ms a message; it gets one alert of so many
 * as {@code -Dbellwire.simple-syslog-every} says.
 */
class GeneratedAlertsTest {
    private static final int CHUNK = 500;
    private static final int DIFFERENCES_SHOWN = 5;
    private static final int SIMPLE_SYSLOG_EVERY = Integer.getInteger("bellwire.simple-syslog-every", 100);

    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bySimpleSyslog = new AtomicInteger();

    /** A further dialect is added here, and to {@link ExpectedMessage}. */
    @ParameterizedTest
    @EnumSource(names = "STANDARD")
    void everyReaderSeesEveryValueOfEveryAlert(Dialect dialect) {
        GeneratedAlerts alerts = GeneratedAlerts.asAskedFor();

        IntStream.rangeClosed(0, (alerts.count() - 1) / CHUNK).parallel().forEach(chunk -> {
            Readers readers = new Readers(dialect);
            IntStream.range(chunk * CHUNK, Math.min(alerts.count(), (chunk + 1) * CHUNK))
                    .forEach(index -> readers.read(index, alerts.at(index)));
        });

        System.out.println(alerts.count() + " alerts read in both formats, by simple-syslog " + bySimpleSyslog + "; "
                + alerts.refused() + " refused ones left aside; " + differences.size() + " differences");
        assertThat(differences.stream().limit(DIFFERENCES_SHOWN)).isEmpty();
        // The generator makes alerts that the intake accepts; a few at the limits show that both count alike.
        assertThat(alerts.refused()).isLessThan(alerts.count() / 20 + 1);
    }

    /** What one thread reads with. */
    private final class Readers {
        private final Map<SyslogFormat, List<MessageForm>> forms = new EnumMap<>(SyslogFormat.class);
        private final Map<MessageForm, SyslogMessageEncoder> encoders = new HashMap<>();
        private final ParCefOneReader parCefOne = new ParCefOneReader();
        private final SimpleSyslogReader simpleSyslog = new SimpleSyslogReader();

        Readers(Dialect dialect) {
            for (SyslogFormat format : SyslogFormat.values()) {
                forms.put(format, MessageForm.of(dialect, format));
            }
        }

        void read(int index, Alert alert) {
            try {
                MessageForm rfc5424 = form(SyslogFormat.RFC5424, index);
                byte[] message = encode(rfc5424, alert, index);
                SyslogLine line = Rfc5424Reader.read(message);
                ExpectedMessage expected = ExpectedMessage.of(alert, rfc5424);
                note(index, "the strict reader", expected.difference(line));
                note(index, "ParCEFone", parCefOne.difference(line.msg(), expected.cef()));
                readBySimpleSyslog(index, rfc5424, message, line);
                readAsRfc3164(index, alert, line.msg());
            } catch (RuntimeException e) {
                note(index, "a reader", e.toString());
            }
        }

        /** The event, which was looked at in the other format, is the same to the last character. */
        private void readAsRfc3164(int index, Alert alert, String event) {
            MessageForm form = form(SyslogFormat.RFC3164, index);
            byte[] message = encode(form, alert, index);
            SyslogLine line = Rfc3164Reader.read(message);
            SyslogLine expected = ExpectedMessage.line(alert, form, event);
            note(index, "the strict reader", line.equals(expected) ? null : line + " instead of " + expected);
            readBySimpleSyslog(index, form, message, line);
        }

        private void readBySimpleSyslog(int index, MessageForm form, byte[] message, SyslogLine line) {
            if (index % SIMPLE_SYSLOG_EVERY == 0) {
                bySimpleSyslog.incrementAndGet();
                SyslogLine read = simpleSyslog.read(message, form.format());
                note(index, "simple-syslog", read.equals(line.withoutMark()) ? null : read + " instead of " + line);
            }
        }

        private byte[] encode(MessageForm form, Alert alert, int index) {
            EncodedMessage message =
                    encoders.computeIfAbsent(form, MessageForm::encoder).encode(alert);
            // There is room for everything, and a custom value may lack its label.
            note(
                    index,
                    "the encoder's warnings",
                    message.warnings().stream().allMatch(warning -> warning.kind() == Warning.Kind.NO_LABEL)
                            ? null
                            : message.warnings().toString());
            return message.bytes();
        }

        private MessageForm form(SyslogFormat format, int index) {
            List<MessageForm> ofFormat = forms.get(format);
            return ofFormat.get(index % ofFormat.size());
        }

        private void note(int index, String reader, @Nullable String difference) {
            if (difference != null) {
                differences.add("alert " + index + " by " + reader + ": " + difference);
            }
        }
    }
}

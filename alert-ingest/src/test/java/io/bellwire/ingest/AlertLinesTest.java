package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bellwire.schemas.Alert;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertLinesTest {
    private final AlertDecoder decoder = SampleRequests.decoder();
    private final Faults faults = new Faults();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 1_000_000})
    void linesArriveInOrderHoweverTheyAreCutUp(int octetsAtATime) throws IOException {
        String body = SampleRequests.lines(300);

        List<Alert> alerts = read(new Slices(SampleRequests.utf8(body), octetsAtATime));

        assertThat(faults.listed()).isEmpty();
        assertThat(alerts).hasSize(300);
        assertThat(alerts.get(299).getId()).isEqualTo("a-299");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n", "\n \t\r\n"})
    void lineEndsOfEveryKindAreTaken(String end) throws IOException {
        assertThat(read(end + SampleRequests.minimal("a") + end + SampleRequests.minimal("b") + end))
                .extracting(Alert::getId)
                .containsExactly("a", "b");
        assertThat(faults.listed()).isEmpty();
    }

    @Test
    void emptyBodyHoldsNoAlert() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void brokenLineDoesNotHideTheFaultsBehindIt() throws IOException {
        read(SampleRequests.minimal("a") + "\n{\n[]\n" + SampleRequests.minimal("a") + "x\n"
                + SampleRequests.changed("{\"count\":-1}"));

        assertThat(faults.listed())
                .extracting(f -> f.index() + " " + f.field())
                .containsExactly("1 ", "2 ", "3 ", "4 count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void lineOf64KibIsTakenAndNotOneOctetMore(String end) throws IOException {
        assertThat(read(SampleRequests.minimal("a") + "\n" + SampleRequests.ofSize(65_536) + end))
                .hasSize(2);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read(SampleRequests.minimal("a") + "\n" + SampleRequests.ofSize(65_537) + end))
                .withMessageContaining("Alert 1 ");
    }

    @Test
    void endlessLineIsRefusedWithoutBeingHeld() {
        byte[] endless = new byte[200_000];
        Arrays.fill(endless, (byte) 'x');

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> read(new ByteArrayInputStream(endless)));
    }

    @Test
    void tenThousandAlertsAreTakenAndNotOneMore() throws IOException {
        assertThat(read(SampleRequests.lines(10_000))).hasSize(10_000);

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> read(SampleRequests.lines(10_001)));
    }

    private List<Alert> read(String body) throws IOException {
        return read(new ByteArrayInputStream(SampleRequests.utf8(body)));
    }

    private List<Alert> read(InputStream body) throws IOException {
        return AlertLines.read(body, decoder, Instant.EPOCH, faults);
    }

    /** Hands out so many octets a read, as a slow network does. */
    private static final class Slices extends ByteArrayInputStream {
        private final int octets;

        Slices(byte[] bytes, int octets) {
            super(bytes);
            this.octets = octets;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, octets));
        }
    }
}

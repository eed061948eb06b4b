package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code application/x-ndjson}, one alert a line, as it arrives: no more than one line is held as octets. Lines end
 * with LF or CR LF, the last one may do without; blank lines are passed over.
 */
final class AlertLines {
    /** The longest alert, its line end, and one more octet to see that a line is too long. */
    private static final int BUFFER_BYTES = AlertDecoder.ALERT_BYTES_MAX + 3;

    private final InputStream in;
    private final AlertDecoder decoder;
    private final Instant acceptedAt;
    private final Faults faults;
    private final List<Alert> alerts = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int index;

    private AlertLines(InputStream in, AlertDecoder decoder, Instant acceptedAt, Faults faults) {
        this.in = in;
        this.decoder = decoder;
        this.acceptedAt = acceptedAt;
        this.faults = faults;
    }

    /** Reads to the end of the stream; the alerts without faults are answered. */
    static List<Alert> read(InputStream in, AlertDecoder decoder, Instant acceptedAt, Faults faults)
            throws IOException {
        AlertLines lines = new AlertLines(in, decoder, acceptedAt, faults);
        lines.readAll();
        return lines.alerts;
    }

    private void readAll() throws IOException {
        for (int count = more(); count >= 0; count = more()) {
            int searched = filled;
            filled += count;
            int lineStart = takeWholeLines(searched);
            System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
            filled -= lineStart;
        }
        line(0, filled);
    }

    private int more() throws IOException {
        if (filled == buffer.length) {
            throw RefusedException.alertTooLarge(index);
        }
        return in.read(buffer, filled, buffer.length - filled);
    }

    /** @return where the line begins that is not whole yet */
    private int takeWholeLines(int searchFrom) {
        int lineStart = 0;
        for (int i = searchFrom; i < filled; i++) {
            if (buffer[i] == '\n') {
                line(lineStart, i);
                lineStart = i + 1;
            }
        }
        return lineStart;
    }

    private void line(int start, int endWithCr) {
        int end = endWithCr > start && buffer[endWithCr - 1] == '\r' ? endWithCr - 1 : endWithCr;
        if (isBlank(start, end)) {
            return;
        }
        if (index == AlertDecoder.ALERTS_MAX) {
            throw RefusedException.tooManyAlerts();
        }
        faults.at(index);
        if (end - start > AlertDecoder.ALERT_BYTES_MAX) {
            throw RefusedException.alertTooLarge(index);
        }
        Alert alert = decoder.record(buffer, start, end - start, acceptedAt, faults);
        if (alert != null) {
            alerts.add(alert);
        }
        index++;
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}

package io.bellwire.cef;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Writes what stands before the CEF text (RFC 5424 §6, RFC 3164 §4.1). Not thread-safe. */
final class SyslogHeaderEncoder {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Years that four digits can hold; times outside are shown as the nearest one. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final SyslogFormat format;
    private final Dialect dialect;
    private final ZoneId zone;
    private final boolean byteOrderMark;
    private final MessageBuffer out;
    private long secondWritten = Long.MIN_VALUE;
    private byte[] secondOctets = {};

    SyslogHeaderEncoder(MessageProfile profile, MessageBuffer out) {
        this.format = profile.format();
        this.dialect = profile.dialect();
        this.zone = profile.format() == SyslogFormat.RFC5424 ? ZoneOffset.UTC : profile.rfc3164TimeZone();
        this.byteOrderMark = profile.byteOrderMark() == ByteOrderMark.ALWAYS;
        this.out = out;
    }

    /** Whether the header itself ends with the word by which readers know CEF, so that it does not stand there twice. */
    boolean saysCef() {
        return dialect == Dialect.MDI && format == SyslogFormat.RFC5424;
    }

    void write(SyslogHeader header) {
        out.octet('<');
        out.decimal(header.facility() * 8L + header.severity());
        out.octet('>');
        switch (format) {
            case RFC5424 -> rfc5424(header);
            case RFC3164 -> rfc3164(header);
        }
    }

    private void rfc5424(SyslogHeader header) {
        out.octet('1');
        out.octet(' ');
        Instant time = shown(header.timestamp());
        switch (dialect) {
            case STANDARD -> {
                milliseconds(time);
                field(header.hostname().full());
            }
            case MDI -> {
                out.ascii(MdiTime.header(time));
                field(header.hostname().shortName());
            }
        }
        field(header.appName());
        field(header.procId());
        field(header.msgId());
        if (dialect == Dialect.STANDARD) {
            field(SyslogHeader.NIL); // Defender for Identity's sensor leaves structured data out altogether
        }
        out.octet(' ');
        if (byteOrderMark) {
            out.octets(BYTE_ORDER_MARK);
        }
    }

    private void milliseconds(Instant time) {
        second(time);
        out.octet('.');
        out.threeDigits(Math.floorMod(time.toEpochMilli(), 1000));
        out.octet('Z');
    }

    private void rfc3164(SyslogHeader header) {
        second(shown(header.timestamp()));
        field(header.hostname().shortName());
        out.octet(' ');
        String tag = header.tag();
        if (tag != null) {
            out.ascii(tag);
            if (!header.procId().equals(SyslogHeader.NIL)) {
                out.octet('[');
                out.ascii(header.procId());
                out.octet(']');
            }
            out.ascii(": ");
        }
    }

    private void field(String text) {
        out.octet(' ');
        out.ascii(text);
    }

    private static Instant shown(Instant time) {
        Instant notTooEarly = time.isBefore(EARLIEST) ? EARLIEST : time;
        return notTooEarly.isAfter(LATEST) ? LATEST : notTooEarly;
    }

    /** The time up to the second; many messages share one. */
    private void second(Instant time) {
        if (time.getEpochSecond() == secondWritten) {
            out.octets(secondOctets);
            return;
        }
        int start = out.length();
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        switch (format) {
            case RFC5424 -> date(local);
            case RFC3164 -> monthAndDay(local);
        }
        timeOfDay(local);
        secondWritten = time.getEpochSecond();
        secondOctets = out.copyFrom(start);
    }

    private void date(LocalDateTime time) {
        out.twoDigits(time.getYear() / 100);
        out.twoDigits(time.getYear() % 100);
        out.octet('-');
        out.twoDigits(time.getMonthValue());
        out.octet('-');
        out.twoDigits(time.getDayOfMonth());
        out.octet('T');
    }

    /** A day below ten has a space in front, never a zero (RFC 3164 §4.1.2). */
    private void monthAndDay(LocalDateTime time) {
        out.ascii(MONTHS.get(time.getMonthValue() - 1));
        out.ascii(time.getDayOfMonth() < 10 ? "  " : " ");
        out.decimal(time.getDayOfMonth());
        out.octet(' ');
    }

    private void timeOfDay(LocalDateTime time) {
        out.twoDigits(time.getHour());
        out.octet(':');
        out.twoDigits(time.getMinute());
        out.octet(':');
        out.twoDigits(time.getSecond());
    }
}

package io.bellwire.endtoend.reading;

import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.ZoneId;
import java.util.List;

/** One of the ways in which an operator may want messages, as large as they come. */
public record MessageForm(
        Dialect dialect,
        SyslogFormat format,
        ByteOrderMark mark,
        ZoneId zone,
        int securityFacility,
        int healthFacility,
        Sensor sensor) {
    /** Nothing is shortened: what a reader sees is the whole alert. */
    private static final int OCTETS_MAX = 65_507;

    /** The forms of a format that readers are tried with. */
    public static List<MessageForm> of(Dialect dialect, SyslogFormat format) {
        return switch (format) {
            case RFC5424 ->
                List.of(
                        form(dialect, format, ByteOrderMark.NEVER, "UTC", 4, 14, Sensor.WITHOUT_DOMAIN),
                        form(dialect, format, ByteOrderMark.ALWAYS, "Asia/Tokyo", 16, 23, Sensor.NAME),
                        form(dialect, format, ByteOrderMark.NEVER, "UTC", 0, 1, Sensor.IPV6));
            case RFC3164 ->
                List.of(
                        form(dialect, format, ByteOrderMark.NEVER, "UTC", 4, 14, Sensor.WITHOUT_DOMAIN),
                        form(dialect, format, ByteOrderMark.ALWAYS, "Europe/Berlin", 23, 0, Sensor.NAME),
                        form(dialect, format, ByteOrderMark.NEVER, "America/New_York", 16, 17, Sensor.IPV4),
                        form(dialect, format, ByteOrderMark.NEVER, "Asia/Kathmandu", 4, 14, Sensor.INTERNATIONAL));
        };
    }

    public SyslogMessageEncoder encoder() {
        return new SyslogMessageEncoder(new MessageProfile(
                format, dialect, securityFacility, healthFacility, zone, OCTETS_MAX, mark, sensor.given(), 4242));
    }

    private static MessageForm form(
            Dialect dialect,
            SyslogFormat format,
            ByteOrderMark mark,
            String zone,
            int securityFacility,
            int healthFacility,
            Sensor sensor) {
        return new MessageForm(dialect, format, mark, ZoneId.of(zone), securityFacility, healthFacility, sensor);
    }
}

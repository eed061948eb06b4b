package io.bellwire.settings;

import io.bellwire.cef.MessageProfile;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go and in which form; what cannot work cannot be built.
 *
 * @param enabled false keeps settings and backlog and delivers nothing
 * @param sensor name of the syslog-sender site that delivers, the default HOSTNAME of messages; 1 to 128 characters
 * @param deliverSince alerts accepted before this moment are filtered; null delivers everything that waits
 */
public record SyslogSettings(
        boolean enabled,
        String sensor,
        SiemEndpoint endpoint,
        Transport transport,
        SyslogFormat format,
        Notifications notifications,
        @Nullable Instant deliverSince,
        AdvancedSettings advanced) {
    private static final Pattern SENSOR = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");

    public SyslogSettings {
        deliverSince = deliverSince == null ? null : deliverSince.truncatedTo(ChronoUnit.MILLIS);
        new FaultCollector()
                .require(!sensor.isBlank(), "sensor", "is empty: choose the sensor that shall deliver")
                .require(
                        sensor.isBlank() || isSensorName(sensor),
                        "sensor",
                        "'" + sensor + "' is not a sensor name: letters, digits, '.', '-' and '_', 128 at most")
                .throwIfAny();
    }

    /** The same, but alerts accepted before this moment are filtered. */
    public SyslogSettings deliveringSince(Instant moment) {
        return new SyslogSettings(enabled, sensor, endpoint, transport, format, notifications, moment, advanced);
    }

    /** What becomes of an alert of this kind that was accepted at this moment. */
    public Admission admission(NotificationKind kind, Instant acceptedAt) {
        if (!notifications.admits(kind)) {
            return Admission.SWITCHED_OFF;
        }
        return deliverSince != null && acceptedAt.isBefore(deliverSince) ? Admission.TOO_OLD : Admission.ADMITTED;
    }

    /** Whether a syslog-sender may carry this name; it becomes HOSTNAME (RFC 5424 section 6.2.4). */
    public static boolean isSensorName(String name) {
        return SENSOR.matcher(name).matches();
    }

    /**
     * How messages look under these settings: the formatter's, and those that are only shown or tried.
     *
     * @param processNumber of the program that makes them; dialect {@code mdi} shows it
     */
    public MessageProfile messageProfile(long processNumber) {
        return new MessageProfile(
                format,
                advanced.dialect(),
                advanced.securityFacility(),
                advanced.healthFacility(),
                ZoneId.of(advanced.rfc3164TimeZone()),
                advanced.maxMessageBytes(),
                advanced.byteOrderMark(),
                sensor,
                processNumber);
    }
}

package io.bellwire.settings;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import java.time.ZoneId;

/**
 * What most operators leave as it is.
 *
 * @param framing how messages are told apart on a stream; without effect on UDP
 * @param securityFacility syslog facility of security alerts, 0 to 23
 * @param healthFacility syslog facility of health issues, 0 to 23
 * @param rfc3164TimeZone name of the IANA list; RFC 3164 times carry no zone
 * @param maxMessageBytes largest message without its frame, 1024 to 65507 octets
 */
public record AdvancedSettings(
        Framing framing,
        Dialect dialect,
        int securityFacility,
        int healthFacility,
        String rfc3164TimeZone,
        int maxMessageBytes,
        ByteOrderMark byteOrderMark) {
    /** RFC 5424 table 1: security/authorization messages. */
    public static final int SECURITY_FACILITY_DEFAULT = 4;
    /** RFC 5424 table 1: log alert. */
    public static final int HEALTH_FACILITY_DEFAULT = 14;

    public static final String TIME_ZONE_DEFAULT = "UTC";

    /** Largest UDP payload over IPv4 (RFC 5426 section 3.2). */
    private static final int MESSAGE_BYTES_MAX = 65_507;

    private static final int MESSAGE_BYTES_MIN = 1024;
    private static final int FACILITY_MAX = 23;

    public AdvancedSettings {
        new FaultCollector()
                .require(
                        isFacility(securityFacility),
                        "advanced.securityFacility",
                        notBetween(securityFacility, 0, FACILITY_MAX))
                .require(
                        isFacility(healthFacility),
                        "advanced.healthFacility",
                        notBetween(healthFacility, 0, FACILITY_MAX))
                .require(
                        ZoneId.getAvailableZoneIds().contains(rfc3164TimeZone),
                        "advanced.rfc3164TimeZone",
                        "'" + rfc3164TimeZone + "' is not in the IANA list, such as UTC or Europe/Berlin")
                .require(
                        maxMessageBytes >= MESSAGE_BYTES_MIN && maxMessageBytes <= MESSAGE_BYTES_MAX,
                        "advanced.maxMessageBytes",
                        notBetween(maxMessageBytes, MESSAGE_BYTES_MIN, MESSAGE_BYTES_MAX))
                .throwIfAny();
    }

    /** What holds for this transport and format when the operator chose nothing. */
    public static AdvancedSettings defaults(Transport transport, SyslogFormat format) {
        return new AdvancedSettings(
                framingDefault(transport),
                Dialect.STANDARD,
                SECURITY_FACILITY_DEFAULT,
                HEALTH_FACILITY_DEFAULT,
                TIME_ZONE_DEFAULT,
                maxMessageBytesDefault(transport, format),
                ByteOrderMark.NEVER);
    }

    /** RFC 5425 demands octet counting; on plain TCP every receiver understands a line feed. */
    private static Framing framingDefault(Transport transport) {
        return transport == Transport.TLS ? Framing.OCTET_COUNTING : Framing.LINE_FEED;
    }

    /** A datagram has to pass an Ethernet path unfragmented; RFC 3164 section 4.1 allows 1024 octets. */
    private static int maxMessageBytesDefault(Transport transport, SyslogFormat format) {
        return switch (transport) {
            case UDP ->
                switch (format) {
                    case RFC5424 -> 1400;
                    case RFC3164 -> 1024;
                };
            case TCP, TLS -> 8000;
        };
    }

    private static boolean isFacility(int facility) {
        return facility >= 0 && facility <= FACILITY_MAX;
    }

    private static String notBetween(int value, int least, int most) {
        return value + " is not between " + least + " and " + most;
    }
}

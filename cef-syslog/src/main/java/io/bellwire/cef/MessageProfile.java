package io.bellwire.cef;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.ZoneId;

/**
 * How an operator wants messages to look.
 *
 * @param dialect whether messages keep to the standards, or to what Defender for Identity's own sensor sends
 * @param securityFacility facility of security alerts, 0 to 23
 * @param healthFacility facility of health issues, 0 to 23
 * @param rfc3164TimeZone whose local time RFC 3164 shows, since it has no room for a zone
 * @param maxMessageBytes longest message without its frame, at least 1; every accepted alert fits from 1024 on
 * @param byteOrderMark whether EF BB BF precedes the CEF text in RFC 5424; RFC 3164 knows no such mark
 * @param defaultHostname host of alerts that name none: the designated sensor
 * @param processNumber of the program that makes the messages; dialect {@code mdi} shows it
 */
public record MessageProfile(
        SyslogFormat format,
        Dialect dialect,
        int securityFacility,
        int healthFacility,
        ZoneId rfc3164TimeZone,
        int maxMessageBytes,
        ByteOrderMark byteOrderMark,
        String defaultHostname,
        long processNumber) {
    /** What every receiver has to take (RFC 5424 §6.1). */
    public static final int DATAGRAM_BYTES_LEAST = 480;

    /** What a datagram over IPv4 can carry (RFC 5426 §3.2). */
    private static final int DATAGRAM_BYTES_MOST = 65_507;

    public MessageProfile {
        refuseFacility("security alerts", securityFacility);
        refuseFacility("health issues", healthFacility);
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("largest message " + maxMessageBytes + " is less than one octet");
        }
        HostName.of(defaultHostname);
    }

    /**
     * Refuses a largest message that no datagram could carry, or that is less than what every receiver takes (P19).
     *
     * @throws UnencodableMessageException {@link Refusal#UDP_SIZE}
     */
    public static void refuseDatagramBytes(int maxMessageBytes) {
        if (maxMessageBytes < DATAGRAM_BYTES_LEAST || maxMessageBytes > DATAGRAM_BYTES_MOST) {
            throw new UnencodableMessageException(
                    Refusal.UDP_SIZE,
                    "largest message " + maxMessageBytes + " is not between " + DATAGRAM_BYTES_LEAST + " and "
                            + DATAGRAM_BYTES_MOST);
        }
    }

    private static void refuseFacility(String of, int facility) {
        if (facility < 0 || facility > 23) {
            throw new UnencodableMessageException(
                    Refusal.PRI, "facility " + facility + " for " + of + " is not between 0 and 23");
        }
    }
}

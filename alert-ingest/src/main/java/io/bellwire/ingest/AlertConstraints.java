package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CEF and syslog allow in an alert's fields, so that no accepted alert has to be refused later. */
final class AlertConstraints {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_GROUPS = Pattern.compile("[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]+");

    /** The keys that fields of an alert fill. */
    private static final Set<String> KEYS_TAKEN = Set.of(
            ("rt start app shost shostfqdn src c6a2 c6a2Label spt suser dhost dst c6a3 c6a3Label dpt duser outcome cnt"
                            + " externalId cs1 cs1Label cs2 cs2Label cs6 cs6Label msg")
                    .split(" "));

    private static final int ID_CHARACTERS_MAX = 128;
    private static final int SENSOR_CHARACTERS_MAX = 128;
    private static final int IPV6_GROUPS_MAX = 8;

    private AlertConstraints() {}

    /** Tells field and message of each violation. */
    static void check(Alert alert, BiConsumer<String, String> violation) {
        if (!isId(alert.getId())) {
            violation.accept("id", "must be 1 to 128 visible ASCII characters");
        }
        header("type", alert.getType(), 128, violation);
        limit("name", alert.getName(), 512, violation);
        header("vendor", alert.getVendor(), 63, violation);
        header("product", alert.getProduct(), 63, violation);
        header("productVersion", alert.getProductVersion(), 31, violation);
        if (alert.getSensor() != null && !isHost(alert.getSensor())) {
            violation.accept("sensor", "must be a host name or an IP address, up to 128 characters");
        }
        limit("protocol", alert.getProtocol(), 31, violation);
        source(alert.getSource(), violation);
        destination(alert.getDestination(), violation);
        limit("outcome", alert.getOutcome(), 63, violation);
        if (alert.getCount() != null && alert.getCount() > Integer.MAX_VALUE) {
            violation.accept("count", "must be an integer from 0 to 2147483647");
        }
        limit("message", alert.getMessage(), 1023, violation);
        limit("url", alert.getUrl(), 4000, violation);
        for (ExtensionField field : alert.getExtension()) {
            extension(field, violation);
        }
    }

    private static void source(@Nullable AlertSource source, BiConsumer<String, String> violation) {
        if (source != null) {
            limit("source.host", source.getHost(), 1023, violation);
            limit("source.fqdn", source.getFqdn(), 1023, violation);
            address("source.ip", source.getIp(), violation);
            limit("source.user", source.getUser(), 1023, violation);
        }
    }

    private static void destination(@Nullable AlertDestination destination, BiConsumer<String, String> violation) {
        if (destination != null) {
            limit("destination.host", destination.getHost(), 1023, violation);
            address("destination.ip", destination.getIp(), violation);
            limit("destination.user", destination.getUser(), 1023, violation);
        }
    }

    private static void extension(ExtensionField field, BiConsumer<String, String> violation) {
        String name = "extension." + field.getKey();
        if (!KEY.matcher(field.getKey()).matches()) {
            violation.accept(name, "must be letters and digits");
        } else if (KEYS_TAKEN.contains(field.getKey())) {
            violation.accept(name, "is filled by another field of the alert");
        }
        limit(name, field.getValue(), 4000, violation);
    }

    private static void header(String field, String value, int octetsMax, BiConsumer<String, String> violation) {
        if (value.isBlank()) {
            violation.accept(field, "must not be blank");
        }
        limit(field, value, octetsMax, violation);
    }

    private static void limit(
            String field, @Nullable String value, int octetsMax, BiConsumer<String, String> violation) {
        if (value != null && octets(value) > octetsMax) {
            violation.accept(field, "is longer than " + octetsMax + " octets (\\, | and = count twice)");
        }
    }

    /** UTF-8 octets; what CEF escapes counts twice. */
    private static int octets(String text) {
        int octets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                octets += c == '\\' || c == '|' || c == '=' ? 2 : 1;
            } else {
                // Each half of a surrogate pair stands for two of its four octets.
                octets += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return octets;
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= ID_CHARACTERS_MAX && id.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static boolean isHost(String text) {
        return text.length() <= SENSOR_CHARACTERS_MAX
                && (HOST_NAME.matcher(text).matches() || isIpv6(text));
    }

    private static void address(String field, @Nullable String text, BiConsumer<String, String> violation) {
        if (text != null && !IPV4.matcher(text).matches() && !isIpv6(text)) {
            violation.accept(field, "must be an IPv4 or IPv6 address");
        }
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return ipv6Groups(text) == IPV6_GROUPS_MAX;
        }
        return ipv6Groups(text.substring(0, gap)) + ipv6Groups(text.substring(gap + 2)) < IPV6_GROUPS_MAX;
    }

    /** How many 16-bit groups a part without {@code ::} holds; more than an address has when it is no such part. */
    private static int ipv6Groups(String part) {
        if (part.isEmpty()) {
            return 0;
        }
        int colon = part.lastIndexOf(':');
        if (IPV4.matcher(part.substring(colon + 1)).matches()) {
            return colon < 0 ? 2 : 2 + ipv6Groups(part.substring(0, colon));
        }
        boolean groups = part.length() < 40 && IPV6_GROUPS.matcher(part).matches();
        return groups ? part.split(":", -1).length : IPV6_GROUPS_MAX + 1;
    }
}

package io.bellwire.cef;

import org.jspecify.annotations.Nullable;

/** Reads and writes the text of IP addresses by itself: {@code java.net.InetAddress} would ask the network for names. */
final class IpAddress {
    private static final int GROUPS = 8;

    private IpAddress() {}

    /**
     * The address as RFC 5952 writes it, without a zone; an IPv4-mapped address as IPv4 (P12).
     *
     * @return null when the text is no address
     */
    static @Nullable String canonical(String text) {
        if (isIpv4(text)) {
            return text;
        }
        int zone = text.indexOf('%');
        int @Nullable [] groups = groups(zone < 0 ? text : text.substring(0, zone));
        if (groups == null) {
            return null;
        }
        return isIpv4Mapped(groups) ? dotted(groups[6], groups[7]) : compressed(groups);
    }

    /** The same, null for what has to be written as IPv6. */
    static @Nullable String ipv4Only(String text) {
        String address = canonical(text);
        return address == null || address.indexOf(':') >= 0 ? null : address;
    }

    /** The same, null for what has to be written as IPv4. */
    static @Nullable String ipv6Only(String text) {
        String address = canonical(text);
        return address == null || address.indexOf(':') < 0 ? null : address;
    }

    /** Four decimal numbers up to 255 without leading zeros, which some readers take for octal. */
    static boolean isIpv4(String text) {
        int numbers = 0;
        int from = 0;
        while (numbers < 4) {
            int end = numbers == 3 ? text.length() : text.indexOf('.', from);
            if (end < 0 || !isOctet(text, from, end)) {
                return false;
            }
            numbers++;
            from = end + 1;
        }
        return true;
    }

    private static boolean isOctet(String text, int from, int end) {
        if (end <= from || end > from + 3 || (text.charAt(from) == '0' && end > from + 1)) {
            return false;
        }
        return octet(text, from, end) <= 255;
    }

    private static int octet(String text, int from, int end) {
        int value = 0;
        for (int i = from; i < end; i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                return Integer.MAX_VALUE;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    /** The eight groups of an IPv6 text (RFC 4291 §2.2), null when it is none. */
    private static int @Nullable [] groups(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = text.startsWith("::") ? 0 : -1;
        int at = gap == 0 ? 2 : 0;
        if (gap < 0 && text.isEmpty()) {
            return null;
        }
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (colon < 0 && count <= GROUPS - 2 && isIpv4(text.substring(at))) {
                count = putIpv4(text.substring(at), groups, count);
                break;
            }
            int group = count < GROUPS ? group(text, at, end) : -1;
            if (group < 0) {
                return null;
            }
            groups[count++] = group;
            at = end + 1;
            if (colon >= 0 && at == text.length()) {
                return null;
            }
            if (colon >= 0 && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        return withGap(groups, count, gap);
    }

    private static int @Nullable [] withGap(int[] groups, int count, int gap) {
        if (gap < 0) {
            return count == GROUPS ? groups : null;
        }
        if (count == GROUPS) {
            return null;
        }
        int[] whole = new int[GROUPS];
        System.arraycopy(groups, 0, whole, 0, gap);
        System.arraycopy(groups, gap, whole, GROUPS - (count - gap), count - gap);
        return whole;
    }

    private static int group(String text, int from, int end) {
        if (end <= from || end > from + 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < end; i++) {
            if (!Ascii.isHexDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 16 + Character.digit(text.charAt(i), 16);
        }
        return value;
    }

    private static int putIpv4(String text, int[] groups, int count) {
        String[] numbers = text.split("\\.", -1);
        groups[count] = Integer.parseInt(numbers[0]) << 8 | Integer.parseInt(numbers[1]);
        groups[count + 1] = Integer.parseInt(numbers[2]) << 8 | Integer.parseInt(numbers[3]);
        return count + 2;
    }

    private static boolean isIpv4Mapped(int[] groups) {
        return (groups[0] | groups[1] | groups[2] | groups[3] | groups[4]) == 0 && groups[5] == 0xFFFF;
    }

    private static String dotted(int high, int low) {
        return (high >> 8) + "." + (high & 0xFF) + "." + (low >> 8) + "." + (low & 0xFF);
    }

    /** Lower case, no leading zeros, the first longest run of two or more zero groups as {@code ::} (RFC 5952 §4). */
    private static String compressed(int[] groups) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zerosFrom(groups, i);
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }
}

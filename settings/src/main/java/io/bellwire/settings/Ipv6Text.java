package io.bellwire.settings;

import java.util.regex.Pattern;

/** The text form of an IPv6 address (RFC 4291 section 2.2), with an optional zone as in {@code fe80::1%eth0}. */
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]{1,32}$");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern IPV4_TAIL =
            Pattern.compile(":(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}$");

    private Ipv6Text() {}

    static boolean isValid(String text) {
        // An IPv4 address at the end stands for two groups.
        String groups = IPV4_TAIL.matcher(ZONE.matcher(text).replaceFirst("")).replaceFirst(":0:0");
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return countGroups(groups) == GROUPS;
        }
        int before = countGroups(groups.substring(0, gap));
        int after = countGroups(groups.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups stand here; -1 when one of them is none. */
    private static int countGroups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            if (!GROUP.matcher(group).matches()) {
                return -1;
            }
        }
        return groups.length;
    }
}

package io.bellwire.cef;

import java.net.IDN;

/**
 * A host as syslog headers may carry it (P16): an address, or a name of letters, digits, {@code . - _} that begins and
 * ends with a letter or digit, at most 255 characters (RFC 5424 §6.2.4).
 */
public final class HostName {
    static final int CHARACTERS_MAX = 255;

    private final String full;
    private final String shortName;

    private HostName(String full, String shortName) {
        this.full = full;
        this.shortName = shortName;
    }

    /**
     * Takes a name or an address; an IPv6 address loses brackets and zone, an international name becomes A-labels.
     *
     * @throws UnencodableMessageException {@link Refusal#HOSTNAME_CHARS} or {@link Refusal#HOSTNAME_LENGTH}
     */
    public static HostName of(String text) {
        String address = IpAddress.canonical(withoutBrackets(text));
        if (address != null) {
            return new HostName(address, address);
        }
        // Whatever is that long stays too long in A-labels; they are not tried on it.
        String name = text.length() > 2 * CHARACTERS_MAX || isAscii(text) ? text : toAscii(text);
        if (name.length() > CHARACTERS_MAX) {
            throw new UnencodableMessageException(
                    Refusal.HOSTNAME_LENGTH,
                    "the host name has " + name.length() + " characters, " + CHARACTERS_MAX + " are allowed");
        }
        if (!isName(name)) {
            throw charsRefused();
        }
        return new HostName(name, withoutDomain(name));
    }

    /** The name with its domain, or the address. */
    public String full() {
        return full;
    }

    /** The name without its domain, as RFC 3164 §4.1.2 wants it, or the address. */
    public String shortName() {
        return shortName;
    }

    @Override
    public String toString() {
        return full;
    }

    private static String withoutBrackets(String text) {
        boolean bracketed = text.length() > 2 && text.charAt(0) == '[' && text.charAt(text.length() - 1) == ']';
        return bracketed ? text.substring(1, text.length() - 1) : text;
    }

    private static String toAscii(String text) {
        try {
            return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw charsRefused();
        }
    }

    private static boolean isAscii(String text) {
        return Ascii.all(text, c -> c < 0x80);
    }

    private static boolean isName(String name) {
        if (name.isEmpty()
                || !Ascii.isLetterOrDigit(name.charAt(0))
                || !Ascii.isLetterOrDigit(name.charAt(name.length() - 1))) {
            return false;
        }
        return Ascii.all(name, c -> Ascii.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
    }

    private static String withoutDomain(String name) {
        int end = name.indexOf('.') < 0 ? name.length() : name.indexOf('.');
        // rsyslog takes a host only if it ends with a letter or digit.
        while (!Ascii.isLetterOrDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static UnencodableMessageException charsRefused() {
        return new UnencodableMessageException(
                Refusal.HOSTNAME_CHARS,
                "is no host name or address: letters, digits, '.', '-' and '_' are allowed,"
                        + " a letter or digit at both ends");
    }
}

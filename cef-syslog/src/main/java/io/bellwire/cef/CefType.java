package io.bellwire.cef;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the CEF dictionary wants a value to be. */
enum CefType {
    TEXT("text"),
    INTEGER("a whole number"),
    DECIMAL("a decimal number"),
    IPV4("an IPv4 address"),
    IPV6("an IPv6 address"),
    /** An IPv4 or an IPv6 address. */
    ADDRESS("an IP address"),
    MAC("a MAC address such as 00:0D:60:AF:1B:61"),
    TIME("a time: milliseconds since 1970 or such as 'Mar 07 2024 08:05:09'");

    /** The forms of CEF's Appendix A: {@code MMM dd [yyyy] HH:mm:ss[.SSS] [zone]}. */
    private static final Pattern APPENDIX_A =
            Pattern.compile("(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (0?[1-9]|[12][0-9]|3[01])( [0-9]{4})?"
                    + " ([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\\.[0-9]{3})?( [A-Za-z][A-Za-z0-9+/:_-]{0,39})?");

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?");
    private static final Pattern ANY_DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,4})?");

    private static final int DOUBLE_DIGITS_MAX = 17;

    private final String words;

    CefType(String words) {
        this.words = words;
    }

    /** What a value has to be, for a person. */
    String words() {
        return words;
    }

    /** Whether every whole number is such a value, but for the limits of the key. */
    boolean takesWholeNumbers() {
        return switch (this) {
            case TEXT, INTEGER, DECIMAL, TIME -> true;
            case IPV4, IPV6, ADDRESS, MAC -> false;
        };
    }

    /** Of what to warn when a value is left out because it is something else. */
    Warning.Kind warning() {
        return switch (this) {
            case INTEGER, DECIMAL -> Warning.Kind.NOT_A_NUMBER;
            case IPV4, IPV6, ADDRESS -> Warning.Kind.INVALID_ADDRESS;
            case MAC -> Warning.Kind.INVALID_MAC;
            case TIME -> Warning.Kind.INVALID_TIME;
            case TEXT -> throw new IllegalStateException("every text is one");
        };
    }

    /** The text in the one form that every reader takes (P12 to P14), null when it is no such value. */
    @Nullable
    String canonical(String text) {
        return switch (this) {
            case TEXT -> text;
            case INTEGER -> canonicalInteger(text);
            case DECIMAL -> canonicalDecimal(text);
            case IPV4 -> IpAddress.isIpv4(text) ? text : IpAddress.ipv4Only(text);
            case IPV6 -> IpAddress.ipv6Only(text);
            case ADDRESS -> IpAddress.canonical(text);
            case MAC -> canonicalMac(text);
            case TIME -> APPENDIX_A.matcher(text).matches() ? text : canonicalInteger(text);
        };
    }

    /** The whole number that a text holds, null when it holds none or one beyond 64 bits. */
    static @Nullable Long wholeNumber(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return null;
        }
        for (int i = text.charAt(0) == '-' && text.length() > 1 ? 1 : 0; i < text.length(); i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                return null;
            }
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A finite number in as few digits as tell it from every other, without exponent, in every locale and JDK. */
    static String plain(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < DOUBLE_DIGITS_MAX; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (shorter.doubleValue() == number) {
                return plain(shorter);
            }
        }
        return plain(exact.round(new MathContext(DOUBLE_DIGITS_MAX)));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String canonicalInteger(String text) {
        Long number = wholeNumber(text);
        return number == null ? null : number.toString();
    }

    private static @Nullable String canonicalDecimal(String text) {
        if (PLAIN_DECIMAL.matcher(text).matches()) {
            return text;
        }
        if (!ANY_DECIMAL.matcher(text).matches()) {
            return null;
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? plain(number) : null;
    }

    private static @Nullable String canonicalMac(String text) {
        if (text.length() != 17) {
            return null;
        }
        StringBuilder mac = new StringBuilder(17);
        for (int i = 0; i < 17; i++) {
            char c = text.charAt(i);
            boolean fits = i % 3 == 2 ? (c == ':' || c == '-') : Ascii.isHexDigit(c);
            if (!fits) {
                return null;
            }
            mac.append(i % 3 == 2 ? ':' : upperCase(c));
        }
        return mac.toString();
    }

    private static char upperCase(char hexDigit) {
        return hexDigit >= 'a' ? (char) (hexDigit - 'a' + 'A') : hexDigit;
    }
}

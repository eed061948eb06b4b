package io.bellwire.endtoend.reading;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a reader is to see in the place of a text: rules P1 to P14 written down once more, without the encoder. */
final class ExpectedText {
    private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n\t\u0085\u2028\u2029]");
    private static final Pattern FORGED_START = Pattern.compile("CEF:(?=[0-9])");

    /** Three octal digits for each character below 160. */
    private static final String[] OCTAL = IntStream.range(0, 160)
            .mapToObj(c -> String.format(Locale.ROOT, "%03o", c))
            .toArray(String[]::new);

    private ExpectedText() {}

    /** In a header field: P1, P3, P4, P7, P8 and P11. */
    static String header(String text) {
        String written = written(oneLine(text.replace("\r\n", "\n")), "");
        return written.endsWith("\\") ? written + " " : written;
    }

    /** Each line break and TAB as a space, none at the ends (P1, P4). */
    static String oneLine(String text) {
        return withoutSpacesAtEnds(LINE_BREAKS.matcher(text).replaceAll(" "));
    }

    /** In an extension value: P2, P3, P4, P8 and P11. Empty when the pair is left out (P5). */
    static String value(String text) {
        String trimmed = withoutSpacesAtEnds(text.replace('\t', ' '));
        return written(trimmed.replace('\u0085', '\n').replace('\u2028', '\n').replace('\u2029', '\n'), "\n\r");
    }

    /** The text of RFC 5952 without a zone, IPv4 for an IPv4-mapped address (P12). */
    static String address(String text) {
        String trimmed = value(text);
        int zone = trimmed.indexOf('%');
        try {
            // A text that begins like an address is never looked up as a name.
            return NetUtil.toAddressString(InetAddress.getByName(zone < 0 ? trimmed : trimmed.substring(0, zone)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + text, e);
        }
    }

    /** Six pairs of capital hex digits with colons between. */
    static String mac(String text) {
        return value(text).toUpperCase(Locale.ROOT).replace('-', ':');
    }

    private static String withoutSpacesAtEnds(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && text.charAt(from) == ' ') {
            from++;
        }
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(from, end);
    }

    private static String written(String text, String controlsKept) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < OCTAL.length && Character.isISOControl(c) && controlsKept.indexOf(c) < 0) {
                written.append('#').append(OCTAL[c]);
            } else {
                boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
                written.appendCodePoint(lone ? 0xFFFD : c);
            }
        });
        return written.indexOf("CEF:") < 0
                ? written.toString()
                : FORGED_START.matcher(written).replaceAll("CEF: ");
    }
}

package io.bellwire.endtoend.reading;

import com.fluenda.parcefone.event.CEFHandlingException;
import com.fluenda.parcefone.event.CommonEvent;
import com.fluenda.parcefone.event.MacAddress;
import com.fluenda.parcefone.parser.CEFParser;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares what ParCEFone reads, the parser of Apache NiFi, with what is expected. It gives values of the type that the
 * dictionary of revision 23 names. Its own faults, for which alone something is made up here: it leaves the escapes in header
 * and values; {@code in} and {@code fsize} have 32 bits, and a larger number fails the whole event; it forgets the order.
 */
final class ParCefOneReader {
    private static final List<String> HEADER = List.of(
            "version", "deviceVendor", "deviceProduct", "deviceVersion", "deviceEventClassId", "name", "severity");
    private static final Set<String> OF_32_BITS = Set.of("in", "fsize");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMM dd uuuu HH:mm:ss[.SSS]", Locale.ENGLISH);

    private final CEFParser parser = new CEFParser();

    /** What it reads otherwise, in words; null when all is as it should be. */
    @Nullable
    String difference(String cef, CefLine expected) {
        Map<String, String> extension = new HashMap<>(expected.extension());
        String readable = cef;
        for (String key : OF_32_BITS) {
            String value = extension.get(key);
            if (value != null && Long.parseLong(value) != (int) Long.parseLong(value)) {
                extension.remove(key);
                readable = readable.replace(" " + key + "=" + value, "");
            }
        }
        CommonEvent event = parser.parse(readable);
        try {
            return event == null ? "refused: " + cef : difference(event, expected.header(), extension);
        } catch (CEFHandlingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String difference(
            CommonEvent event, List<String> expectedHeader, Map<String, String> expectedExtension)
            throws CEFHandlingException {
        Map<String, Object> fields = event.getHeader();
        List<String> header = new ArrayList<>();
        for (String field : HEADER) {
            header.add(withoutEscapes(fields.get(field).toString()));
        }
        Map<String, Object> read = event.getExtension(true, true);
        if (!header.equals(expectedHeader) || !read.keySet().equals(expectedExtension.keySet())) {
            return header + " " + read.keySet() + " instead of " + expectedHeader + " " + expectedExtension.keySet();
        }
        for (Map.Entry<String, Object> pair : read.entrySet()) {
            String expected = expectedExtension.get(pair.getKey());
            if (!isLike(pair.getValue(), expected)) {
                return pair + " instead of " + expected;
            }
        }
        return null;
    }

    private static boolean isLike(Object read, String expected) {
        if (read instanceof String text) {
            return withoutEscapes(text).equals(expected);
        }
        if (read instanceof InetAddress address) {
            return NetUtil.toAddressString(address).equals(expected);
        }
        if (read instanceof Date date) {
            return date.toInstant().equals(time(expected));
        }
        if (read instanceof MacAddress mac) {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(mac.getBytes())
                    .equals(expected);
        }
        if (read instanceof Float number) {
            return number.equals(Float.valueOf(expected));
        }
        return read instanceof Double number
                ? number.equals(Double.valueOf(expected))
                : read.toString().equals(expected);
    }

    private static Instant time(String text) {
        return text.indexOf(':') < 0
                ? Instant.ofEpochMilli(Long.parseLong(text))
                : LocalDateTime.parse(text, DATE).atZone(ZoneId.systemDefault()).toInstant();
    }

    private static String withoutEscapes(String text) {
        return text.indexOf('\\') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(escape -> switch (escape.group(1)) {
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "\\" -> "\\\\";
                    default -> escape.group(1);
                });
    }
}

package io.bellwire.cef;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shortens messages that are finished already, by the rules by which the encoder does (P18): one that was made for a
 * stream may have to go in a datagram. Both dialects are known by their bytes. What gave way is not told, only that something did. Not thread-safe.
 */
public final class MessageShortener {
    /** RFC 5424 with or without structured data, or RFC 3164, up to and including the version of CEF. */
    private static final Pattern UP_TO_VERSION = Pattern.compile("<\\d{1,3}>"
            + "(?:1(?: [!-~]+){5}(?: -)?|[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d [!-~]+)"
            + " \uFEFF?(CEF:)?0\\|");

    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");
    private static final int HEADER_FIELDS = 6;

    private final MessageBuffer out = new MessageBuffer();
    private final Pairs pairs = new Pairs(out);
    private final List<Warning> warnings = new ArrayList<>();
    private final CefEncoder cef = new CefEncoder(CefForm.WRITTEN, out, pairs, warnings);
    private final SizeBudget budget = new SizeBudget(CefForm.WRITTEN, out, pairs, cef, warnings);

    /** The message within so many octets; null when it is none that the encoder made, or what must stay does not fit. */
    public byte @Nullable [] shorten(byte[] message, int octetsMax) {
        if (message.length <= octetsMax) {
            return message;
        }
        try {
            String text = decode(message);
            Matcher start = UP_TO_VERSION.matcher(text);
            return start.lookingAt() ? shorten(text, start, octetsMax) : null;
        } catch (CharacterCodingException | UnencodableMessageException e) {
            return null;
        }
    }

    private byte @Nullable [] shorten(String text, MatchResult start, int octetsMax) {
        CefEvent event = event(text.substring(start.end()));
        if (event == null) {
            return null;
        }
        boolean prefixed = start.group(1) != null;
        String header = text.substring(0, prefixed ? start.start(1) : start.end() - 2);
        out.truncate(0);
        pairs.clear();
        warnings.clear();
        out.octets(header.getBytes(StandardCharsets.UTF_8));
        cef.write(event, prefixed);
        budget.fit(event, octetsMax);
        out.truncate(budget.length());
        return out.copyFrom(0);
    }

    /** What follows the version; null when that is no event. */
    private static @Nullable CefEvent event(String text) {
        String[] header = new String[HEADER_FIELDS];
        int from = 0;
        for (int i = 0; i < HEADER_FIELDS; i++) {
            int pipe = delimiter(text, from);
            if (pipe < 0) {
                return null;
            }
            header[i] = text.substring(from, pipe);
            from = pipe + 1;
        }
        return new CefEvent(
                new CefHeader(header[0], header[1], header[2], header[3], header[4], header[5]),
                fields(text.substring(from)),
                true);
    }

    private static int delimiter(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '|') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? at : -1;
    }

    private static List<CefField> fields(String extension) {
        List<CefField> fields = new ArrayList<>();
        List<MatchResult> keys = KEY.matcher(extension).results().toList();
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1).start() : extension.length();
            CefKey key = CefDictionary.standard().key(keys.get(i).group(1));
            String value = extension.substring(keys.get(i).end(), end);
            fields.add(new CefField.Text(key, value, AlertMapping.keep(key)));
        }
        return fields;
    }

    private static String decode(byte[] message) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(message))
                .toString();
    }
}

package io.bellwire.cef;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a line of dialect mdi in RFC 5424 the way parsers in the field do: a key stands before an equals sign without a backslash. */
record MdiReader(
        int priority,
        String time,
        String host,
        long process,
        String msgId,
        boolean byteOrderMark,
        List<String> header,
        Map<String, String> extension) {
    private static final Pattern LINE = Pattern.compile("<(\\d+)>1 (\\S+) (\\S+) CEF (\\d+) (\\S+) (\uFEFF?)0\\|(.*)");
    private static final Pattern START = Pattern.compile(" (?:\uFEFF?|CEF:)0\\|");
    private static final Pattern PIPE = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");

    static MdiReader read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no line of dialect mdi");
        }
        String[] fields = PIPE.split(matcher.group(7), 7);
        return new MdiReader(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2),
                matcher.group(3),
                Long.parseLong(matcher.group(4)),
                matcher.group(5),
                !matcher.group(6).isEmpty(),
                List.of(fields).subList(0, 6),
                extension(fields[6]));
    }

    /** The keys and values of a line, whatever stands before its event. */
    static Map<String, String> extensionOf(String line) {
        Matcher event = START.matcher(line);
        if (!event.find()) {
            throw new IllegalArgumentException("no event in " + line);
        }
        return extension(PIPE.split(line.substring(event.end()), 7)[6]);
    }

    private static Map<String, String> extension(String text) {
        Map<String, String> extension = new LinkedHashMap<>();
        List<MatchResult> keys = KEY.matcher(text).results().toList();
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1).start() : text.length();
            String value = text.substring(keys.get(i).end(), end);
            if (extension.put(keys.get(i).group(1), value) != null) {
                throw new IllegalArgumentException("key twice: " + keys.get(i).group(1));
            }
        }
        return extension;
    }
}

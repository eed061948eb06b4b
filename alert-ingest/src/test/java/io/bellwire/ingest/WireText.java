package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A syslog message as a SIEM sees it. */
record WireText(String text) {
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]");
    private static final Pattern START = Pattern.compile("CEF:[0-9]");
    /** The word before an equals sign that no backslash escapes. */
    private static final Pattern KEY = Pattern.compile("([^ |=\\\\]*)(?<!\\\\)=");

    static WireText of(byte[] message) {
        try {
            return new WireText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new AssertionError("a broken character", e);
        }
    }

    /** No line break or other control character, and one event only. */
    void checkRules() {
        assertThat(FORBIDDEN.matcher(text).find()).as("control characters").isFalse();
        assertThat(START.matcher(text).results().count()).as("starts of events").isEqualTo(1);
    }

    /** The keys of the extension. */
    Set<String> keys() {
        int extension = text.indexOf("CEF:");
        for (int pipes = 0; pipes < 7; extension++) {
            char c = text.charAt(extension);
            extension += c == '\\' ? 1 : 0;
            pipes += c == '|' ? 1 : 0;
        }
        return KEY.matcher(text.substring(extension))
                .results()
                .map((MatchResult key) -> key.group(1))
                .collect(Collectors.toSet());
    }

    /** Every key that an alert's own fields can have, and those of its extension. */
    static Set<String> keysOf(Alert alert) {
        Set<String> keys = new HashSet<>(List.of("rt", "cs2", "cs2Label", "cs6", "cs6Label"));
        addIf(alert.getStartTime() != null, keys, "start");
        addIf(alert.getProtocol() != null, keys, "app");
        addIf(alert.getOutcome() != null, keys, "outcome");
        addIf(alert.getCount() != null, keys, "cnt");
        addIf(alert.getExternalId() != null, keys, "externalId");
        addIf(alert.getUrl() != null, keys, "cs1", "cs1Label");
        addIf(alert.getMessage() != null, keys, "msg");
        addIf(alert.getSource() != null, keys, "shost", "shostfqdn", "src", "c6a2", "c6a2Label", "spt", "suser");
        addIf(alert.getDestination() != null, keys, "dhost", "dst", "c6a3", "c6a3Label", "dpt", "duser");
        alert.getExtension().forEach(field -> {
            keys.add(field.getKey());
            addIf(field.getKey().equals("dvc"), keys, "c6a1", "c6a1Label");
        });
        return keys;
    }

    private static void addIf(boolean there, Set<String> keys, String... its) {
        if (there) {
            keys.addAll(List.of(its));
        }
    }
}

package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds for every message, whatever went in. */
final class WireRules {
    private static final Pattern START = Pattern.compile("CEF:[0-9]");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]");

    private WireRules() {}

    /** Checks the octets of a message of dialect standard and gives their text. */
    static String check(byte[] message, int octetsMax) {
        String text = text(message, octetsMax);
        assertThat(START.matcher(text).results().count())
                .as("starts of events in " + text)
                .isEqualTo(1);
        assertThat(text).doesNotEndWith(" ");
        return text;
    }

    /** Checks the octets of a message of dialect mdi and gives the pairs of its extension. */
    static Map<String, String> checkMdi(byte[] message, int octetsMax) {
        Map<String, String> extension = MdiReader.extensionOf(text(message, octetsMax));
        assertThat(extension.values()).allSatisfy(value -> {
            assertThat(value).isNotBlank();
            assertThat(value).doesNotContainPattern("CEF:[0-9]|0\\|");
        });
        return extension;
    }

    /** Checks what holds in every dialect, and gives the text. */
    static String text(byte[] message, int octetsMax) {
        assertThat(message.length).isLessThanOrEqualTo(octetsMax);
        String text = decodeStrictly(message);
        assertThat(FORBIDDEN.matcher(text).find())
                .as("control characters in " + text)
                .isFalse();
        return text;
    }

    private static String decodeStrictly(byte[] message) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }
}

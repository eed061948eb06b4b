package io.bellwire.sender.messagetest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What came back from the SIEM, as operators read it. A receiver of syslog sends nothing. */
final class AnswerWords {
    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final byte TLS_VERSION = 0x03;
    private static final Pattern READABLE = Pattern.compile("[\\p{Print}\\s]+");

    private AnswerWords() {}

    /** As text where it is ASCII, else its octets in hex. */
    static String of(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return READABLE.matcher(text).matches()
                ? "'" + text.strip() + "'"
                : "the octets " + HexFormat.ofDelimiter(" ").formatHex(answer);
    }

    /** Whether it is a record of TLS, which is how a TLS port answers to what is none. */
    static boolean isTls(byte[] answer) {
        return answer.length >= 2 && (answer[0] == TLS_ALERT || answer[0] == TLS_HANDSHAKE) && answer[1] == TLS_VERSION;
    }
}

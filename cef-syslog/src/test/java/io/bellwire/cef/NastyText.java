package io.bellwire.cef;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Text made of what breaks lines, fields, events, characters and limits. */
final class NastyText {
    static final String[] PIECES = {
        "a",
        "Z9",
        " ",
        "  ",
        "=",
        "|",
        "\\",
        "\\\\",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u2028",
        "\u2029",
        "CEF:0|",
        "CEF:",
        "CEF:1",
        "0",
        ":",
        "<13>1 ",
        " src=6.6.6.6 ",
        "\u00e9",
        "e\u0301",
        "\u0301",
        "\u65e5\u672c",
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83c\udde9\ud83c\uddea",
        "\ud83d",
        "\ude00",
        "\ufeff",
        "\u202e",
        "\u00a0",
        "\uffff",
        "msg=",
        "%",
        "\""
    };

    private NastyText() {}

    /** Up to so many pieces. */
    static Arbitrary<String> upTo(int pieces) {
        return Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(pieces)
                .map(list -> String.join("", list))
                .withoutEdgeCases();
    }

    /** The text that a reader is to see in an extension value, by rules P2 to P4, P8 and P11 written down again. */
    static String asValue(String text) {
        String trimmed = text.replace('\t', ' ').replaceAll("\\A +| +\\z", "");
        return guarded(wellFormed(trimmed.replaceAll("[\u0085\u2028\u2029]", "\n")), "\n\r");
    }

    /** The same for a header field, by P1, P3, P4, P7, P8 and P11. */
    static String asHeader(String text) {
        String spaced = text.replaceAll("\r\n|[\r\n\t\u0085\u2028\u2029]", " ").replaceAll("\\A +| +\\z", "");
        String written = guarded(wellFormed(spaced), "");
        return written.endsWith("\\") ? written + " " : written;
    }

    private static String guarded(String text, String controlsKept) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.replaceAll("CEF:(?=[0-9])", "CEF: ").toCharArray()) {
            boolean control = Character.isISOControl(c) && controlsKept.indexOf(c) < 0;
            shown.append(control ? String.format("#%03o", (int) c) : String.valueOf(c));
        }
        return shown.toString();
    }

    private static String wellFormed(String text) {
        return text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

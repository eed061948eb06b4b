package io.bellwire.endtoend.reading;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Text made of what breaks lines, fields, events, characters and limits. */
final class NastyText {
    private static final String[] PIECES = {
        "a",
        "Z9",
        " ",
        "  ",
        "=",
        "|",
        "\\",
        "\\\\",
        "\\n",
        "\\=",
        "\\|",
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
        "CEF:0|Evil|X|1|1|pwned|10|src=6.6.6.6",
        "\n<13>Mar  7 08:05:09 evil CEF:0|",
        "<13>1 2024-01-01T00:00:00Z evil - - - - ",
        "0",
        "7",
        ":",
        " src=6.6.6.6 ",
        " act=allowed",
        "msg=",
        "\u00e9",
        "e\u0301",
        "\u0301",
        "\u65e5\u672c",
        "\u062a\u0646\u0628\u064a\u0647",
        "\u05d0\u05d1",
        "\u202e",
        "\u200f",
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83c\udde9\ud83c\uddea",
        "\ud83d",
        "\ude00",
        "\udbff\udfff",
        "\ufeff",
        "\u00a0",
        "\ufffd",
        "\uffff",
        "%s%n",
        "\"",
        "[a b=\"c\"]",
        "{}",
        "C:\\new\\root",
        "https://h/?a=1&b=2"
    };

    /** What an alert's id may be made of. */
    private static final String[] VISIBLE = {
        "a", "Z9", "=", "|", "\\", "CEF:0", "CEF:", "7", "<13>", ":", "-", "\"", "~"
    };

    private static final int[] PIECES_OCTETS =
            Arrays.stream(PIECES).mapToInt(NastyText::writtenAtMost).toArray();
    private static final int[] VISIBLE_OCTETS =
            Arrays.stream(VISIBLE).mapToInt(NastyText::writtenAtMost).toArray();

    private NastyText() {}

    /** A text that takes at most so many octets as CEF writes it; mostly a short one, seldom one near the limit. */
    static String upTo(int octetsMax, RandomGenerator random) {
        return pieces(PIECES, PIECES_OCTETS, octetsMax, random);
    }

    /** The same of visible US-ASCII. */
    static String visible(int octetsMax, RandomGenerator random) {
        return pieces(VISIBLE, VISIBLE_OCTETS, octetsMax, random);
    }

    private static String pieces(String[] from, int[] octetsOf, int octetsMax, RandomGenerator random) {
        int pieces = random.nextInt(40) == 0 ? octetsMax : random.nextInt(8);
        StringBuilder text = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < pieces && octets <= octetsMax; i++) {
            int piece = random.nextInt(from.length);
            octets += octetsOf[piece];
            // A few are a little longer than they may be: they show that the check of alerts counts as the encoder
            // does.
            if (octets <= octetsMax || random.nextInt(100) == 0) {
                text.append(from[piece]);
            }
        }
        return text.toString();
    }

    private static int writtenAtMost(String piece) {
        int octets = 0;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            boolean control = Character.isISOControl(c);
            boolean escaped = "\\|=:".indexOf(c) >= 0;
            octets += control ? 4 : escaped ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return octets;
    }
}

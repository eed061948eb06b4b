package io.bellwire.cef;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a text has to end to fit, so that no code point, escape or grapheme cluster is split (P10). */
final class TextCut {
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private TextCut() {}

    /** The end of the longest part that fits when it is written, escapes counted. */
    static int written(String text, int from, int end, int octetsMax, Escaping escaping) {
        int octets = 0;
        int at = from;
        while (at < end) {
            octets += escaping.writtenOctets(text, at, end);
            if (octets > octetsMax) {
                return trimmedAtCluster(text, from, at, end, escaping);
            }
            at += Character.charCount(text.codePointAt(at));
        }
        return end;
    }

    /** The end of the longest part that fits when a reader has taken the escapes away. */
    static int unescaped(String text, int from, int end, int octetsMax, Escaping escaping) {
        int octets = 0;
        int at = from;
        while (at < end) {
            octets += escaping.unescapedOctets(text, at, end);
            if (octets > octetsMax) {
                return trimmedAtCluster(text, from, at, end, escaping);
            }
            at += Character.charCount(text.codePointAt(at));
        }
        return end;
    }

    private static int trimmedAtCluster(String text, int from, int at, int end, Escaping escaping) {
        return escaping.endOfCut(text, from, clusterStart(text, from, at, end));
    }

    /** The last start of a cluster that is not behind an index. */
    private static int clusterStart(String text, int from, int at, int end) {
        int start = sureStart(text, from, at);
        Matcher clusters = CLUSTER.matcher(text).region(start, end);
        while (start < at && clusters.find() && clusters.end() <= at) {
            start = clusters.end();
        }
        return start;
    }

    /** An index at which a cluster surely starts: between two printable ASCII characters there is always a boundary. */
    private static int sureStart(String text, int from, int at) {
        int start = at;
        while (start > from && !(isPrintableAscii(text.charAt(start)) && isPrintableAscii(text.charAt(start - 1)))) {
            start--;
        }
        return start;
    }

    private static boolean isPrintableAscii(char c) {
        return c >= ' ' && c < 0x7F;
    }
}

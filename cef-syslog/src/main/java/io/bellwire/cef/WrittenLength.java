package io.bellwire.cef;

/** The length by which the contract limits an alert's texts: octets as CEF writes them, wherever they stand. */
final class WrittenLength {
    private WrittenLength() {}

    /**
     * An upper bound for a header field and for a value alike: backslash, pipe and equals sign count twice, though each
     * is escaped in one of the two places only. A producer has one rule to know.
     */
    static int of(String text) {
        int from = Escaping.VALUE.start(text);
        int end = Escaping.VALUE.end(text, from, text.length());
        int octets = 0;
        for (int at = from; at < end; at += Character.charCount(text.codePointAt(at))) {
            char c = text.charAt(at);
            octets += c == '|' ? 2 : Escaping.VALUE.writtenOctets(text, at, end);
        }
        // A header field that ends in a backslash is written with a space behind it (P7).
        return end > from && text.charAt(end - 1) == '\\' ? octets + 1 : octets;
    }
}

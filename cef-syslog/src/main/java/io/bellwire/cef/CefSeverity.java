package io.bellwire.cef;

import java.util.List;

/** The severities of CEF: 0 to 10, or one of five words. */
public final class CefSeverity {
    /** What an event without a severity says. */
    public static final String UNKNOWN = "Unknown";

    private static final List<String> WORDS = List.of(UNKNOWN, "Low", "Medium", "High", "Very-High");
    private static final List<String> NUMBERS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");

    private CefSeverity() {}

    /**
     * The form that CEF prints: words by any case, numbers with leading zeros.
     *
     * @throws UnencodableMessageException {@link Refusal#SEVERITY} for anything else
     */
    public static String of(String text) {
        for (String word : WORDS) {
            if (word.equalsIgnoreCase(text)) {
                return word;
            }
        }
        Long number = CefType.wholeNumber(text);
        if (number == null || text.charAt(0) == '-' || number > 10) {
            throw new UnencodableMessageException(
                    Refusal.SEVERITY, "the severity is none of 0 to 10, Unknown, Low, Medium, High, Very-High");
        }
        return NUMBERS.get(number.intValue());
    }

    static String of(int number) {
        return NUMBERS.get(number);
    }
}

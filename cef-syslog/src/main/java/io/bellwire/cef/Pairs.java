package io.bellwire.cef;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of one extension as they stand in the buffer, each with the space behind it, so that one can be found,
 * shortened or taken out. Not thread-safe.
 */
final class Pairs {
    private static final int ABSENT = -1;
    private static final int CLAIMED = -2;

    private final MessageBuffer out;
    private final List<Pair> pairs = new ArrayList<>(); // used again for the next message
    private final int[] indexByKey = new int[CefDictionary.standard().size()];
    private final Set<String> userDefinedKeys = new HashSet<>();
    private int count;

    Pairs(MessageBuffer out) {
        this.out = out;
        Arrays.fill(indexByKey, ABSENT);
    }

    void clear() {
        if (!userDefinedKeys.isEmpty()) {
            userDefinedKeys.clear();
        }
        Arrays.fill(indexByKey, ABSENT);
        count = 0;
    }

    /** Takes a key for this event, whether a value will be written for it or not. */
    void claim(CefKey key) {
        boolean known = key.index() != CefKey.NOT_IN_DICTIONARY;
        if (known ? indexByKey[key.index()] != ABSENT : !userDefinedKeys.add(key.name())) {
            throw new UnencodableMessageException(
                    Refusal.DUP_KEY, "the extension key '" + key.name() + "' stands twice in one event");
        }
        if (known) {
            indexByKey[key.index()] = CLAIMED;
        }
    }

    /** Notes the pair of a claimed key that was written from {@code start} to the end of the buffer. */
    void add(CefKey key, String text, Keep keep, int start) {
        if (key.index() != CefKey.NOT_IN_DICTIONARY) {
            indexByKey[key.index()] = count;
        }
        if (count == pairs.size()) {
            pairs.add(new Pair(key, text, keep));
        }
        pairs.get(count++).set(key, text, keep, start, out.length() - start);
    }

    /** How many there are; the last one is always in the buffer, others may be gone. */
    int count() {
        return count;
    }

    Pair get(int index) {
        return pairs.get(index);
    }

    @Nullable
    Pair find(@Nullable CefKey key) {
        int index = key == null ? ABSENT : indexByKey[key.index()];
        return index < 0 ? null : pairs.get(index);
    }

    /** Takes a pair out of the buffer. */
    void remove(Pair pair) {
        out.remove(pair.start, pair.length);
        shift(pair, -pair.length);
        pair.length = 0;
        if (pair.key.index() != CefKey.NOT_IN_DICTIONARY) {
            indexByKey[pair.key.index()] = CLAIMED;
        }
        while (count > 0 && pairs.get(count - 1).isGone()) {
            count--;
        }
    }

    /** Puts the text that was written from {@code mark} on in the place of a pair's value. */
    void replaceValue(Pair pair, int mark) {
        int change = out.length() - mark - pair.valueLength();
        out.replace(pair.valueStart(), pair.valueLength(), mark);
        shift(pair, change);
        pair.length += change;
    }

    private void shift(Pair behind, int change) {
        for (int i = count - 1; i >= 0 && pairs.get(i) != behind; i--) {
            pairs.get(i).start += change;
        }
    }

    /** One key and value in the buffer. */
    static final class Pair {
        private CefKey key;
        private String text;
        private Keep keep;
        private int start;
        private int length;

        private Pair(CefKey key, String text, Keep keep) {
            this.key = key;
            this.text = text;
            this.keep = keep;
        }

        private void set(CefKey newKey, String newText, Keep newKeep, int newStart, int newLength) {
            key = newKey;
            text = newText;
            keep = newKeep;
            start = newStart;
            length = newLength;
        }

        CefKey key() {
            return key;
        }

        /** The whole text before it was escaped or cut. */
        String text() {
            return text;
        }

        Keep keep() {
            return keep;
        }

        boolean isGone() {
            return length == 0;
        }

        int valueLength() {
            return length - key.prefix().length - 1;
        }

        private int valueStart() {
            return start + key.prefix().length;
        }
    }
}

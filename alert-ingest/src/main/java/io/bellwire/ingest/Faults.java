package io.bellwire.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with one request; the first {@value #LISTED_MAX} are kept, all are counted. Not thread-safe. */
final class Faults {
    static final int LISTED_MAX = 1000;

    /** What a producer wrote may be any length; an answer repeats no more of it than this many characters. */
    private static final int TEXT_MAX = 200;

    private final List<Fault> listed = new ArrayList<>();
    private int count;
    private int faultyAlerts;
    private int index;
    private Set<String> faultyFields = new HashSet<>(); // of the alert at the index

    /** Says to which alert the faults belong that are added next. */
    void at(int alertIndex) {
        index = alertIndex;
        if (!faultyFields.isEmpty()) {
            faultyFields = new HashSet<>();
        }
    }

    void add(String field, String message) {
        String name = shortened(field);
        count++;
        if (faultyFields.isEmpty()) {
            faultyAlerts++;
        }
        faultyFields.add(name);
        if (listed.size() < LISTED_MAX) {
            listed.add(new Fault(index, name, shortened(message)));
        }
    }

    /** Adds a fault unless one is known for the same field of this alert, which then says more. */
    void addIfFirst(String field, String message) {
        if (!faultyFields.contains(shortened(field))) {
            add(field, message);
        }
    }

    int index() {
        return index;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** How many alerts have at least one fault. */
    int faultyAlerts() {
        return faultyAlerts;
    }

    List<Fault> listed() {
        return Collections.unmodifiableList(listed);
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
    }
}

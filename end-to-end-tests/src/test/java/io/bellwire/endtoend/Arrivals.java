package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.siem.ReceivedMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which numbered messages of which alerts a receiver got, in the order in which it got them. Thread-safe. */
final class Arrivals {
    private static final Pattern NUMBERED = Pattern.compile("cs6=(\\S+).* msg=number (\\d+)$");

    private final Map<String, List<Integer>> numbersByAlert = new HashMap<>();
    private final Set<String> distinct = new HashSet<>();
    private int repeated;

    void add(ReceivedMessage message) {
        add(message.text());
    }

    /** Notes a message; one that is not whole makes the test fail. */
    synchronized void add(String message) {
        Matcher numbered = NUMBERED.matcher(message);
        assertThat(numbered.find()).as(message).isTrue();
        int number = Integer.parseInt(numbered.group(2));
        if (distinct.add(numbered.group(1) + "#" + number)) {
            numbersByAlert
                    .computeIfAbsent(numbered.group(1), id -> new ArrayList<>())
                    .add(number);
        } else {
            repeated++;
        }
    }

    /** How many different messages came. */
    synchronized int distinct() {
        return distinct.size();
    }

    /** How many came once more. */
    synchronized int repeated() {
        return repeated;
    }

    synchronized boolean has(String alert, int number) {
        return distinct.contains(alert + "#" + number);
    }

    /** Fails unless every alert's messages came first in the order of their numbers. */
    synchronized void assertOrderKept() {
        numbersByAlert.forEach((alert, numbers) -> assertThat(numbers).as(alert).isSorted());
    }
}

package io.bellwire.endtoend;

import io.bellwire.endtoend.ReceiverLine.Stream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was put in beside what a receiver read: knows what is lost, what was repeated and what came out of order. Messages of
 * an alert are numbered from 0 in the order in which they were put in.
 */
final class DeliveryOracle {
    private static final Pattern NUMBERED = Pattern.compile(" alert=(\\S+) number=(\\d+) ");

    private final Map<String, OneAlert> alerts = new TreeMap<>();
    private final Map<Stream, Long> firstPlaces = new HashMap<>();
    private final Map<Stream, Repeats> repeats = new HashMap<>();
    private final List<String> altered = new ArrayList<>();
    private long place;

    /** What one alert's messages are and how they came. */
    private static final class OneAlert {
        private final List<String> issued = new ArrayList<>();
        private final List<Arrival> arrivals = new ArrayList<>();
        private final BitSet arrived = new BitSet();
    }

    private record Arrival(Stream stream, int number, long place) {}

    /** What one connection brought that had come before. */
    record Repeats(int messages, long bytes) {
        Repeats plus(int length) {
            return new Repeats(messages + 1, bytes + length);
        }
    }

    /**
     * In what order the messages of each alert came.
     *
     * @param outOfOrder first arrivals behind a later message of their alert, without the excuse of the next
     * @param overtaken first arrivals that had been sent on a connection which the receiver read more slowly than a newer one
     * @param jumps places in one connection where an alert's next message is not the next number
     */
    record Order(List<String> outOfOrder, int overtaken, int jumps) {}

    /** Makes the next message of this alert and remembers it. */
    String issue(String alert, String padding) {
        List<String> issued = alerts.computeIfAbsent(alert, id -> new OneAlert()).issued;
        String text = "<36>1 - - bellwire - - - alert=" + alert + " number=" + issued.size() + " " + padding;
        issued.add(text);
        return text;
    }

    /** Takes what a receiver read, in its order; of alerts that it does not know it takes no notice. */
    void received(List<ReceiverLine> lines) {
        lines.forEach(this::received);
    }

    private void received(ReceiverLine line) {
        place++;
        firstPlaces.putIfAbsent(line.stream(), place);
        Matcher numbered = NUMBERED.matcher(line.text());
        if (!numbered.find()) {
            altered.add(line.toString());
            return;
        }
        OneAlert alert = alerts.get(numbered.group(1));
        if (alert != null) {
            received(alert, Integer.parseInt(numbered.group(2)), line);
        }
    }

    private void received(OneAlert alert, int number, ReceiverLine line) {
        if (number >= alert.issued.size() || !alert.issued.get(number).equals(line.text())) {
            altered.add(line.toString());
            return;
        }
        alert.arrivals.add(new Arrival(line.stream(), number, place));
        if (alert.arrived.get(number)) {
            repeats.put(
                    line.stream(),
                    repeats.getOrDefault(line.stream(), new Repeats(0, 0))
                            .plus(line.text().length()));
        }
        alert.arrived.set(number);
    }

    int issued() {
        return alerts.values().stream().mapToInt(alert -> alert.issued.size()).sum();
    }

    long issuedBytes() {
        return alerts.values().stream()
                .flatMap(alert -> alert.issued.stream())
                .mapToLong(String::length)
                .sum();
    }

    boolean isComplete() {
        return alerts.values().stream().allMatch(alert -> alert.arrived.cardinality() == alert.issued.size());
    }

    /** Messages that never came. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        alerts.forEach((id, alert) -> {
            for (int n = alert.arrived.nextClearBit(0);
                    n < alert.issued.size();
                    n = alert.arrived.nextClearBit(n + 1)) {
                missing.add(id + " number " + n);
            }
        });
        return missing;
    }

    /** Messages that came otherwise than they were put in, whether for the first time or again. */
    List<String> altered() {
        return altered;
    }

    /** How many connections brought something. */
    int streams() {
        return firstPlaces.size();
    }

    int repeated() {
        return repeats.values().stream().mapToInt(Repeats::messages).sum();
    }

    /** The most that one connection brought again. */
    Repeats mostRepeated() {
        return repeats.values().stream()
                .max((one, other) -> Long.compare(one.bytes(), other.bytes()))
                .orElse(new Repeats(0, 0));
    }

    Order order() {
        List<String> outOfOrder = new ArrayList<>();
        int overtaken = 0;
        int jumps = 0;
        for (Map.Entry<String, OneAlert> alert : alerts.entrySet()) {
            List<Arrival> arrivals = alert.getValue().arrivals;
            jumps += jumps(arrivals);
            for (Arrival late : late(arrivals)) {
                if (isExcused(late, arrivals)) {
                    overtaken++;
                } else {
                    outOfOrder.add(alert.getKey() + " number " + late.number);
                }
            }
        }
        return new Order(outOfOrder, overtaken, jumps);
    }

    /** First arrivals behind a higher number. */
    private static List<Arrival> late(List<Arrival> arrivals) {
        List<Arrival> late = new ArrayList<>();
        BitSet arrived = new BitSet();
        for (Arrival arrival : arrivals) {
            if (!arrived.get(arrival.number) && arrived.length() > arrival.number) {
                late.add(arrival);
            }
            arrived.set(arrival.number);
        }
        return late;
    }

    /** Two connections are read at the same time: what the older one still holds may come behind what the newer one brings. */
    private boolean isExcused(Arrival late, List<Arrival> arrivals) {
        Arrival overtaking = arrivals.stream()
                .filter(each -> each.number > late.number)
                .findFirst()
                .orElseThrow();
        Stream slow = late.stream;
        Stream fast = overtaking.stream;
        return !slow.equals(fast)
                && slow.run() == fast.run()
                && (firstPlaces.get(slow) < overtaking.place || (slow.isOf(fast) && slow.number() < fast.number()));
    }

    private static int jumps(List<Arrival> arrivals) {
        Map<Stream, Integer> last = new HashMap<>();
        int jumps = 0;
        for (Arrival arrival : arrivals) {
            Integer before = last.put(arrival.stream, arrival.number);
            if (before != null && arrival.number != before + 1) {
                jumps++;
            }
        }
        return jumps;
    }
}

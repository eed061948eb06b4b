package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands behind {@code ./benchmarks/pipeline}: what is compared, options as {@code name=value}, and contenders.
 *
 * @param alerts that wait for each contender
 * @param octets about how long a message shall be; 0 is as the usual alert's
 * @param connections on which alerts are posted
 * @param contenders in the order given; those of the comparison when none is
 */
record Options(
        Comparison comparison,
        int alerts,
        int rounds,
        int partitions,
        int octets,
        int connections,
        Pace pace,
        List<String> contenders) {
    private static final Map<String, String> DEFAULTS = Map.of(
            "alerts", "2",
            "rounds", "3",
            "partitions", "4",
            "octets", "0",
            "connections", "4",
            "rate", "2000",
            "seconds", "30",
            "warmup", "10");

    /** What can be compared, and who takes part when nobody is named; ratios are to the first. */
    enum Comparison {
        THROUGHPUT,
        LATENCY,
        STAGES,
        INTAKE;

        private List<String> usual() {
            return switch (this) {
                case THROUGHPUT -> List.of("rsyslog", "hand", "services", "standalone");
                case LATENCY -> List.of("rsyslog-1x1", "hand", "services", "standalone");
                case STAGES -> List.of("hand-a", "formatter");
                case INTAKE -> List.of("limit", "ingest");
            };
        }
    }

    /** How alerts come when their delay is measured. */
    record Pace(int rate, int warmUpSeconds, int seconds) {
        int warmUpAlerts() {
            return rate * warmUpSeconds;
        }

        int alerts() {
            return rate * (warmUpSeconds + seconds);
        }
    }

    /** @throws IllegalArgumentException in the words of who wrote them, when they cannot be understood */
    static Options of(Set<String> known, String... arguments) {
        Comparison comparison = Comparison.THROUGHPUT;
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        List<String> contenders = new ArrayList<>();
        for (String argument : arguments) {
            String[] option = argument.split("=", 2);
            if (option.length == 2 && DEFAULTS.containsKey(option[0])) {
                values.put(option[0], option[1]);
            } else if (known.contains(argument)) {
                contenders.add(argument);
            } else {
                comparison = comparison(argument, known);
            }
        }
        return new Options(
                comparison,
                atLeastOne("alerts", number(values, "alerts") * 1e6),
                atLeastOne("rounds", number(values, "rounds")),
                atLeastOne("partitions", number(values, "partitions")),
                octets(number(values, "octets")),
                atLeastOne("connections", number(values, "connections")),
                new Pace(
                        atLeastOne("rate", number(values, "rate")),
                        atLeastOne("warmup", number(values, "warmup")),
                        atLeastOne("seconds", number(values, "seconds"))),
                contenders.isEmpty() ? comparison.usual() : List.copyOf(contenders));
    }

    private static Comparison comparison(String argument, Set<String> known) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.name().equalsIgnoreCase(argument)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException(
                "'" + argument + "' is not understood: say throughput, latency, stages or intake;"
                        + " alerts=MILLIONS or another of "
                        + DEFAULTS.keySet().stream().sorted().toList()
                        + "; or contenders of " + known.stream().sorted().toList());
    }

    private static double number(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + "=" + value + " is not a number", e);
        }
    }

    private static int atLeastOne(String name, double number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " is too small");
        }
        return (int) Math.round(number);
    }

    private static int octets(double number) {
        if (number < 0 || number > RecordForm.MESSAGE_OCTETS_MAX) {
            throw new IllegalArgumentException("octets is not between 0 and " + RecordForm.MESSAGE_OCTETS_MAX);
        }
        return (int) number;
    }
}

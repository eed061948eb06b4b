package io.bellwire.benchmarks.pipeline;

import io.bellwire.schemas.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many messages a second senders write to a SIEM, several builds in turn on the same messages. Arguments are
 * {@code tcp} or {@code tls}, millions of messages, rounds, and jars, each with a name: {@code tcp 4 5 now=…-exec.jar};
 * {@code hand} among them is the hand-written sender, which knows TCP only.
 */
public final class SenderComparison {
    private static final int PARTITIONS = 4;
    private static final int FIXED_ARGUMENTS = 3;
    private static final String HAND = "hand";

    private SenderComparison() {}

    /** Prints each run as it ends, then the medians as tables. */
    public static void main(String[] arguments) throws Exception {
        Transport transport = Transport.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        List<Contender> senders = new ArrayList<>();
        for (int i = FIXED_ARGUMENTS; i < arguments.length; i++) {
            String[] named = arguments[i].split("=", 2);
            Path jar = named[0].equals(HAND) ? null : Path.of(named[1]).toAbsolutePath();
            senders.add(new SenderAlone(named[0], transport, jar));
        }
        int messages = (int) Math.round(Double.parseDouble(arguments[1]) * 1e6);
        try (Bench bench = Bench.open(PARTITIONS, messages, 0)) {
            PipelineComparison.compareThroughput(bench, messages, Integer.parseInt(arguments[2]), senders);
        }
    }
}

package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.schemas.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second stage on messages that are finished.
 *
 * @param jar null is the hand-written one
 */
record SenderAlone(
        String name, Transport transport, @Nullable Path jar) implements Contender {
    @Override
    public Optional<RecordForm> input() {
        return Optional.of(RecordForm.MESSAGE);
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        ReceiverProcess receiver = bench.receiver(transport);
        bench.cluster().save(Bench.settings(transport, receiver.port()));
        ShippedProgram program = jar == null ? null : ShippedProgram.of(bench, "syslog-sender", jar);
        String group = jar == null ? name + "-" + System.nanoTime() : Services.SENDER_GROUP;
        return new PipelineAttempt(
                bench.cluster(),
                bench.topic(RecordForm.MESSAGE),
                List.of(group),
                new ReceivedProgress(receiver.arrivals()),
                List.of(),
                List.of(() -> program == null
                        ? HandWritten.startSender(bench, receiver, group)
                        : Services.start(bench, name, program, receiver.trust())),
                List.of(bench.broker(), receiver.process()));
    }
}

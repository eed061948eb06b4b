package io.bellwire.config.pipeline;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.schemas.Topics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how many records wait before each stage. An answer is used again for a second, so that many who look at a page
 * cost the cluster no more than one. Thread-safe.
 */
public final class WaitingRecords implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WaitingRecords.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String UNKNOWN = "it is not known how many alerts wait.";

    private record Answer(
            long atNanos,
            Map<PipelineStage, Long> counts,
            @Nullable Exception failure) {}

    private final Admin admin;
    private final Topics topics;
    private final LongSupplier nanoTime;
    private @Nullable Answer last; // guarded by this

    /** @param adminConfiguration how to reach the cluster, as Kafka's {@code AdminClientConfig} has it */
    public WaitingRecords(Map<String, Object> adminConfiguration, Topics topics, LongSupplier nanoTime) {
        Map<String, Object> configuration = new HashMap<>(adminConfiguration);
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        this.admin = Admin.create(configuration);
        this.topics = topics;
        this.nanoTime = nanoTime;
    }

    /**
     * How many alerts or messages wait before each stage.
     *
     * @throws KafkaAwayException when Kafka does not answer within 2 s
     */
    public synchronized Map<PipelineStage, Long> beforeEachStage() {
        Answer answer = last;
        if (answer == null || nanoTime.getAsLong() - answer.atNanos() > FRESH.toNanos()) {
            answer = ask();
            last = answer;
        }
        if (answer.failure() != null) {
            throw new KafkaAwayException(UNKNOWN, answer.failure());
        }
        return answer.counts();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Answer ask() {
        long giveUpAt = nanoTime.getAsLong() + ANSWER_MAX.toNanos();
        LagQuery query = new LagQuery(admin, topics, IsolationLevel.READ_COMMITTED, nanoTime, giveUpAt);
        Map<PipelineStage, Long> counts = new EnumMap<>(PipelineStage.class);
        try {
            for (PipelineStage stage : PipelineStage.values()) {
                counts.put(stage, query.before(stage));
            }
            return new Answer(nanoTime.getAsLong(), counts, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException(UNKNOWN, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (last == null || last.failure() == null) {
                log.atWarn().setCause(e).log("Kafka does not tell what waits before the stages");
            }
            return new Answer(nanoTime.getAsLong(), Map.of(), e);
        }
    }
}

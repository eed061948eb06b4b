package io.bellwire.sender;

import io.bellwire.schemas.InstanceState;
import io.bellwire.sender.transport.TransportSettings;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The sender's one thread: follows the settings and delivers for as long as they designate this sensor. Without that it
 * has no consumer, so that another sensor's senders share the partitions among themselves.
 */
final class DeliveryLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration REST = Duration.ofMillis(50);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
    /** After so many turns without a failure it is over; ten seconds when nothing is to be sent. */
    private static final int GOOD_TURNS = 100;

    private static final Duration CHANGE_MAX = Duration.ofMillis(500);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final Duration JOIN_MAX = Duration.ofSeconds(15);

    private final String sensor;
    private final Supplier<@Nullable SavedSettings> settings;
    private final SiemConnection connection;
    private final Supplier<DeliveryRun> newRun;
    private final StatusBoard board;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "delivery");

    // The loop's thread only.
    private @Nullable SavedSettings taken;
    private @Nullable DeliveryRun run;
    private @Nullable String kafkaFailure;
    private @Nullable String saidFailure;
    private int goodTurns;

    /**
     * @param settings those in force; null until somebody has saved some
     * @param newRun joins the group; called on the loop's thread
     */
    DeliveryLoop(
            String sensor,
            Supplier<@Nullable SavedSettings> settings,
            SiemConnection connection,
            Supplier<DeliveryRun> newRun,
            StatusBoard board) {
        this.sensor = sensor;
        this.settings = settings;
        this.connection = connection;
        this.newRun = newRun;
        this.board = board;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join(JOIN_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                turn();
                succeeded();
            } catch (RuntimeException e) {
                failed(e);
            }
            board.publish(status());
        }
        try {
            leaveGroup(STOP_MAX);
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("Group of senders was not left in order");
        }
        connection.aim(null);
    }

    private void turn() {
        takeUp(settings.get());
        if (taken == null || !isDesignated(taken)) {
            rest(REST);
            return;
        }
        if (run == null) {
            run = newRun.get();
        }
        run.turn(taken.revision());
    }

    /** Between two batches, so that none is torn. */
    private void takeUp(@Nullable SavedSettings current) {
        if (current == null || current.equals(taken)) {
            return;
        }
        log.atInfo()
                .addKeyValue("settingsRevision", current.revision())
                .addKeyValue("endpoint", current.settings().endpoint())
                .addKeyValue("transport", current.settings().transport())
                .addKeyValue("designated", isDesignated(current))
                .log("Settings taken up");
        TransportSettings before = wanted(taken);
        TransportSettings after = wanted(current);
        taken = current;
        try {
            if (after == null) {
                leaveGroup(CHANGE_MAX);
            } else if (run != null && !after.equals(before)) {
                run.letGo(CHANGE_MAX);
            }
        } finally {
            connection.aim(after);
        }
        board.publish(status());
    }

    private @Nullable TransportSettings wanted(@Nullable SavedSettings saved) {
        if (saved == null || !isDesignated(saved)) {
            return null;
        }
        SyslogSettings settings = saved.settings();
        return new TransportSettings(
                settings.endpoint(),
                settings.transport(),
                settings.advanced().framing(),
                settings.advanced().maxMessageBytes());
    }

    private boolean isDesignated(@Nullable SavedSettings saved) {
        return saved != null
                && saved.settings().enabled()
                && saved.settings().sensor().equals(sensor);
    }

    private void leaveGroup(Duration within) {
        DeliveryRun left = run;
        run = null;
        if (left != null) {
            left.close(within);
        }
    }

    private void succeeded() {
        kafkaFailure = null;
        if (saidFailure != null && ++goodTurns >= GOOD_TURNS) {
            log.atInfo().log("Delivery goes on");
            saidFailure = null;
        }
    }

    /** Kafka's clients mend by themselves what they can; what they throw needs a new consumer. */
    private void failed(RuntimeException e) {
        String words = (e instanceof KafkaException ? "Kafka: " : "") + e;
        if (!words.equals(saidFailure)) {
            log.atError().setCause(e).log("Delivery failed, trying again every second");
        }
        kafkaFailure = words;
        saidFailure = words;
        goodTurns = 0;
        try {
            leaveGroup(CHANGE_MAX);
        } catch (RuntimeException again) {
            log.debug("Consumer could not be closed in order", again);
        }
        rest(REST_AFTER_FAILURE);
    }

    private void rest(Duration time) {
        try {
            var unused = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private SenderStatus status() {
        return new SenderStatus(
                state(),
                connection.inWords(),
                run == null ? 0 : run.backlog(),
                taken == null ? null : taken.revision(),
                kafkaFailure == null ? connection.lastError() : kafkaFailure,
                connection.log().certificateExpiresAt(),
                connection.log().changes());
    }

    private InstanceState state() {
        if (taken == null) {
            return InstanceState.STANDING_BY;
        }
        if (!taken.settings().enabled()) {
            return InstanceState.OFF;
        }
        if (!isDesignated(taken)) {
            return InstanceState.STANDING_BY;
        }
        return run != null && connection.isConnected() ? InstanceState.DELIVERING : InstanceState.WAITING;
    }
}

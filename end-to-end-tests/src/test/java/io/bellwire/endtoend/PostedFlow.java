package io.bellwire.endtoend;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Alerts that are posted batch after batch, each batch until it is answered 202, whatever happens to the intake. */
final class PostedFlow implements AutoCloseable {
    private static final int BATCH = 500;
    private static final int TICK_MILLIS = 400;

    private final BellwireApi api;
    private final int batches;
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Future<?> ticks;

    /** Begins at once; some 1,200 a second, and as many alerts as there are in so many batches of 500. */
    PostedFlow(BellwireApi api, int batches) {
        this.api = api;
        this.batches = batches;
        ticks = ticking.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many alerts were answered 202. */
    int accepted() {
        return accepted.get() * BATCH;
    }

    boolean isOver() {
        return accepted.get() == batches;
    }

    @Override
    public void close() {
        ticks.cancel(true);
        ticking.shutdownNow();
    }

    private void tick() {
        if (isOver()) {
            return;
        }
        int first = accepted.get() * BATCH;
        List<String> alerts = IntStream.range(first, first + BATCH)
                .mapToObj(number -> AlertJson.security("posted-" + number, number))
                .toList();
        try {
            if (api.post(alerts) == 202) {
                accepted.incrementAndGet();
            }
        } catch (IOException away) {
            // The next tick posts the same again, as producers do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

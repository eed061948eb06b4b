package io.bellwire.config.messagetest;

import io.bellwire.config.messagetest.KnownTest.Begun;
import io.bellwire.schemas.TestResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tests of the last ten minutes, the newest hundred of them. Thread-safe. */
final class TestMemory {
    static final int KEPT_MAX = 100;
    static final Duration KEPT_FOR = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Map<String, KnownTest> tests = new LinkedHashMap<>(); // the oldest first; guarded by this

    TestMemory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** May be told twice. */
    void begun(String id, Begun asked) {
        change(id, test -> test.with(asked));
    }

    void heard(TestResult result) {
        change(result.getId(), test -> test.with(result, nanoTime.getAsLong()));
    }

    @Nullable
    synchronized KnownTest find(String id) {
        forgetOld();
        return tests.get(id);
    }

    /** Waits until the test is finished, or for so long. */
    synchronized void awaitFinished(String id, Duration within) throws InterruptedException {
        long giveUpAt = nanoTime.getAsLong() + within.toNanos();
        KnownTest test = tests.get(id);
        while (test != null && !test.isFinished()) {
            long left = giveUpAt - nanoTime.getAsLong();
            if (left <= 0) {
                return;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            test = tests.get(id);
        }
    }

    private synchronized void change(String id, UnaryOperator<KnownTest> change) {
        forgetOld();
        tests.put(id, change.apply(tests.getOrDefault(id, KnownTest.heardOf(nanoTime.getAsLong()))));
        if (tests.size() > KEPT_MAX) {
            tests.remove(tests.keySet().iterator().next());
        }
        notifyAll();
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        tests.values().removeIf(test -> now - test.heardNanos() >= KEPT_FOR.toNanos());
    }
}

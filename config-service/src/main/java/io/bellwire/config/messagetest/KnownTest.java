package io.bellwire.config.messagetest;

import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.TestStep;
import io.bellwire.schemas.Transport;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process has heard of one test; immutable.
 *
 * @param begun what was asked; null where an answer was heard before the question
 * @param result the newest; null until the sensor has answered
 * @param heardNanos when this was first heard of
 * @param finishedNanos when the last result was heard; null before
 */
record KnownTest(
        @Nullable Begun begun,
        @Nullable TestResult result,
        long heardNanos,
        @Nullable Long finishedNanos) {

    /** What was asked of whom. */
    record Begun(String sensor, String instance, Transport transport) {}

    static KnownTest heardOf(long nanos) {
        return new KnownTest(null, null, nanos, null);
    }

    KnownTest with(Begun asked) {
        return begun == null ? new KnownTest(asked, result, heardNanos, finishedNanos) : this;
    }

    /** Nothing comes after the last result. */
    KnownTest with(TestResult newer, long nanos) {
        return isFinished() ? this : new KnownTest(begun, newer, heardNanos, newer.getFinished() ? nanos : null);
    }

    boolean isFinished() {
        return finishedNanos != null;
    }

    /** Until it was finished, or until now. */
    Duration lasted(long nanos) {
        return Duration.ofNanos((finishedNanos == null ? nanos : finishedNanos) - heardNanos);
    }

    List<TestStep> steps() {
        return result == null ? List.of() : result.getSteps();
    }

    /** The step after the last one that was told. */
    String currentStep() {
        List<TestStep> taken = steps();
        if (taken.isEmpty()) {
            return "resolve";
        }
        Transport transport = begun == null ? Transport.TLS : begun.transport();
        return switch (taken.get(taken.size() - 1).getStep()) {
            case "resolve" -> transport == Transport.UDP ? "send" : "connect";
            case "connect" -> transport == Transport.TLS ? "handshake" : "send";
            case "handshake" -> "send";
            default -> "observe";
        };
    }
}

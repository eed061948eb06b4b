package io.bellwire.config.messagetest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a test message has come.
 *
 * @param steps that were taken so far; after one that is not ok there is none
 * @param currentStep at which the sensor is now, or was when it was heard of last; null once it has finished
 * @param delivered whether the SIEM's host surely has the message and kept the connection open; never by UDP
 * @param address and port that were used; null before there was one
 * @param message that was sent or would have been; null where none could be made, or nothing was heard yet
 * @param marker by which the message is found in the SIEM; null as {@code message} is
 * @param verdict what it means and what to do next; null until finished
 * @param trouble why there is no verdict in time, or that it came late; null when all is in time
 */
public record MessageTest(
        String id,
        String sensor,
        State state,
        List<Step> steps,
        @Nullable String currentStep,
        boolean delivered,
        @Nullable String address,
        @Nullable String message,
        @Nullable String marker,
        @Nullable String verdict,
        @Nullable String trouble) {

    /** Where a test stands; one that is overdue may still finish. */
    public enum State {
        RUNNING,
        FINISHED,
        /** The sensor had its 15 seconds. */
        OVERDUE
    }

    /**
     * One step.
     *
     * @param step {@code resolve}, {@code connect}, {@code handshake}, {@code send} or {@code observe}
     * @param detail what was seen, in the operator's words
     */
    @JsonPropertyOrder({"step", "ok", "detail", "millis"})
    public record Step(String step, boolean ok, String detail, long millis) {}

    public MessageTest {
        steps = List.copyOf(steps);
    }

    /** Whether there is a verdict and it came in time. */
    boolean isInTime() {
        return state == State.FINISHED && trouble == null;
    }
}

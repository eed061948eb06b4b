package io.bellwire.config.messagetest;

import io.bellwire.config.messagetest.KnownTest.Begun;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a sensor does not answer, as operators read it. */
final class TroubleWords {
    /** Of one that others displaced before it was finished. */
    static final String LOST =
            "So many other test messages were asked for meanwhile that it is not known what became of this"
                    + " one: test again.";

    private TroubleWords() {}

    /** @param lastSeen null when only the settings name it */
    static String offline(String sensor, @Nullable Instant lastSeen) {
        return "Sensor " + sensor + " is offline"
                + (lastSeen == null ? "" : ", it was last heard of at " + lastSeen)
                + ", so nothing was sent: start its syslog-sender, or choose another sensor.";
    }

    /**
     * @param alive whether the instance that was asked is still heard of
     * @param currentStep at which it was heard of last; null when it never answered
     */
    static String overdue(Begun begun, boolean alive, @Nullable String currentStep) {
        String who = "Sensor " + begun.sensor() + " (instance " + begun.instance() + ")";
        String within = " within " + MessageTests.ANSWER_MAX.toSeconds() + " s";
        if (currentStep != null) {
            return who + " began, but did not finish" + within + ": it was heard of last at the step '" + currentStep
                    + (alive ? "', and is online: test again." : "', and is offline now: look at its log.");
        }
        return alive
                ? who + " is online but did not answer" + within + ": look at its log; it may be busy with other"
                        + " tests, be of a version that knows none, or not be allowed to read test-requests."
                : who + " did not answer" + within + " and is offline now: start it, or choose another sensor.";
    }

    static String late(Begun begun, Duration lasted) {
        return "Sensor " + begun.sensor() + " answered late, after " + lasted.toSeconds() + " s.";
    }
}

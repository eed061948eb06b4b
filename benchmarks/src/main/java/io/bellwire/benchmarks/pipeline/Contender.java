package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import java.util.Optional;

/** One of those that are compared. */
interface Contender {
    /** As it is called on the command line and in tables. */
    String name();

    /** The form of the records that it takes from the shared broker's topic; empty when nothing waits for it there. */
    Optional<RecordForm> input();

    /** Why it cannot run on this machine, for people; empty when it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Starts what has to be there before alerts flow.
     *
     * @param waiting how many alerts shall wait for it; 0 when they come later
     */
    Attempt start(Bench bench, long waiting) throws Exception;
}

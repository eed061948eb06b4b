package io.bellwire.standalone;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops things one after the other without waiting for ever for one that hangs. */
final class BoundedStop {
    private static final Logger log = LoggerFactory.getLogger(BoundedStop.class);

    private BoundedStop() {}

    /** Returns when the stop is done, has failed, or takes longer than allowed; the latter two are logged. */
    static void run(String what, Duration longest, Runnable stop) {
        Thread thread = new Thread(stop, "stop-" + what);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) ->
                log.atWarn().addKeyValue("program", what).setCause(e).log("Stopped with an error"));
        thread.start();
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.atWarn().addKeyValue("program", what).log("Did not stop in time, going on without it");
        }
    }
}

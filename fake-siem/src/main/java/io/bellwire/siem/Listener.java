package io.bellwire.siem;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The part of a fake SIEM that owns sockets and threads. */
sealed interface Listener permits StreamListener, DatagramListener {
    /** Every thread's name begins so; {@link LeakCheck} looks for it. */
    String THREAD_NAME_PREFIX = "fake-siem-";

    int port();

    void stopListening();

    void listenAgain() throws IOException;

    int openConnections();

    void closeConnections();

    void resetConnections();

    /** Closes every socket and waits a while until the threads have ended. */
    void end();

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, THREAD_NAME_PREFIX + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

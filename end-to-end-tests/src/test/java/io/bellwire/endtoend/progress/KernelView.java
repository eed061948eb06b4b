package io.bellwire.endtoend.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program {@code ss} says of a connection, some times a second: an eye that is not the sender's. From that, the
 * most that lay acknowledged and unread at a time.
 */
final class KernelView implements AutoCloseable {
    private static final long EVERY_MILLIS = 60;
    private static final Pattern ACKNOWLEDGED = Pattern.compile("bytes_acked:(\\d+)");

    private final String filter;
    private final ReadCounter counter;
    private final Thread thread = new Thread(this::watch, "kernel");
    private volatile boolean over;
    private long unreadMax; // the thread's, until it has ended

    KernelView(int port, ReadCounter counter) {
        filter = "dport = :" + port;
        this.counter = counter;
        thread.start();
    }

    /** The most octets that the receiver's kernel had and its program did not; ends the watch. */
    long unreadMax() throws InterruptedException {
        close();
        thread.join();
        return unreadMax;
    }

    @Override
    public void close() {
        over = true;
    }

    private void watch() {
        try {
            while (!over) {
                look();
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (IOException e) {
            System.out.println("no figures from ss: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        Process ss = new ProcessBuilder("ss", "-tinH", filter).start();
        String said = new String(ss.getInputStream().readAllBytes(), US_ASCII);
        Matcher acknowledged = ACKNOWLEDGED.matcher(said);
        if (acknowledged.find()) {
            unreadMax = Math.max(unreadMax, Long.parseLong(acknowledged.group(1)) - 1 - counter.limit());
        }
    }
}

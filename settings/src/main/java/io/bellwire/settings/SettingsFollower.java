package io.bellwire.settings;

import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the current settings: reads the settings topic from its start and goes on as long as the program runs. Says
 * nothing before it has read to the end, so that no program acts on settings of the past. Thread-safe.
 */
public final class SettingsFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SettingsFollower.class);
    private static final Duration START_MAX = Duration.ofMinutes(1);

    private final TopicFollower topic;
    private final List<Consumer<@Nullable SavedSettings>> listeners = new CopyOnWriteArrayList<>();
    private final Object grown = new Object();
    private volatile SettingsHistory history = SettingsHistory.EMPTY; // written by the follower's thread only
    private volatile boolean caughtUp;
    private long toldRevision; // guarded by listeners

    /** @param consumerConfiguration how to reach the cluster, as Kafka's {@code ConsumerConfig} has it */
    public SettingsFollower(Map<String, Object> consumerConfiguration, Topics topics) {
        this.topic = new TopicFollower(consumerConfiguration, topics.name(Topic.SETTINGS), new TopicFollower.Handler() {
            @Override
            public void accept(ConsumerRecord<byte[], byte[]> entry) {
                read(entry);
            }

            @Override
            public void startedAnew() {
                forget();
            }
        });
    }

    /**
     * Starts and waits until all settings saved so far are known.
     *
     * @throws IllegalStateException when that takes longer than a minute
     */
    public void start() {
        topic.start(START_MAX);
        caughtUp = true;
        tellListeners();
    }

    /**
     * The settings in force; null until an operator has saved some, before the topic was read to its end, and when the
     * topic was made anew.
     */
    public @Nullable SavedSettings current() {
        return told().current();
    }

    /** All revisions, newest first; none before the topic was read to its end. */
    public List<SavedSettings> revisions() {
        List<SavedSettings> newestFirst = new ArrayList<>();
        told().revisions().forEach(revision -> newestFirst.add(revision.saved()));
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    /**
     * Calls back with each new revision, oldest first and each once, on the follower's thread (the first time on the one
     * that started it); the callback must be quick. Null when the topic was made anew, and so nothing is saved any more.
     */
    public void onChange(Consumer<@Nullable SavedSettings> listener) {
        listeners.add(listener);
    }

    /**
     * Waits until the record at this offset has been read and tells whether it became a revision.
     *
     * @throws TimeoutException when it was not read within the given time
     */
    public boolean becameRevision(long offset, Duration within) throws InterruptedException, TimeoutException {
        long giveUpAt = System.nanoTime() + within.toNanos();
        synchronized (grown) {
            while (history.lastOffset() < offset) {
                long left = TimeUnit.NANOSECONDS.toMillis(giveUpAt - System.nanoTime());
                if (left <= 0) {
                    throw new TimeoutException("the settings topic was not read up to " + offset + " within " + within);
                }
                grown.wait(left);
            }
        }
        return history.counted(offset);
    }

    @Override
    public void close() {
        topic.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> entry) {
        SettingsHistory before = history;
        SettingsHistory after = fold(before, entry);
        synchronized (grown) {
            history = after;
            grown.notifyAll();
        }
        if (caughtUp && after.revisions().size() > before.revisions().size()) {
            tellListeners();
        }
    }

    /** Who saved after the old settings would save what nobody takes up that starts later. */
    private void forget() {
        synchronized (grown) {
            history = SettingsHistory.EMPTY;
        }
        synchronized (listeners) {
            toldRevision = 0;
            listeners.forEach(listener -> tell(listener, null));
        }
    }

    private static SettingsHistory fold(SettingsHistory history, ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return history.without(entry.offset());
        }
        try {
            return history.with(entry.offset(), SavedSettings.fromBytes(entry.value()));
        } catch (UndecodableRecordException | IllegalArgumentException e) {
            log.atError()
                    .addKeyValue("topic", entry.topic())
                    .addKeyValue("offset", entry.offset())
                    .setCause(e)
                    .log("Settings record cannot be used and is passed over");
            return history.without(entry.offset());
        }
    }

    private SettingsHistory told() {
        return caughtUp ? history : SettingsHistory.EMPTY;
    }

    /** The thread that starts and the follower's own may come here at once; nobody is to be told of the older one last. */
    private void tellListeners() {
        synchronized (listeners) {
            SavedSettings current = current();
            if (current != null && current.revision() > toldRevision) {
                toldRevision = current.revision();
                listeners.forEach(listener -> tell(listener, current));
            }
        }
    }

    private static void tell(Consumer<@Nullable SavedSettings> listener, @Nullable SavedSettings current) {
        try {
            listener.accept(current);
        } catch (RuntimeException e) {
            // It would end the follower's thread, and no later revision would be taken up by anybody.
            log.atError()
                    .addKeyValue("settingsRevision", current == null ? null : current.revision())
                    .setCause(e)
                    .log("Settings could not be taken up");
        }
    }
}

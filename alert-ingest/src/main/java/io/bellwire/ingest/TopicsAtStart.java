package io.bellwire.ingest;

import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import java.util.Map;
import org.springframework.context.SmartLifecycle;

/** Makes sure that the topics are there before the first request comes in. */
final class TopicsAtStart implements SmartLifecycle {
    private final Map<String, Object> adminConfiguration;
    private final Topics topics;
    private volatile boolean running;

    TopicsAtStart(Map<String, Object> adminConfiguration, Topics topics) {
        this.adminConfiguration = Map.copyOf(adminConfiguration);
        this.topics = topics;
    }

    @Override
    public void start() {
        TopicCreation.ensure(adminConfiguration, topics, Topic.ALERTS_INCOMING, Topic.ALERTS, Topic.REJECTED);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which is started near the end of all phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}

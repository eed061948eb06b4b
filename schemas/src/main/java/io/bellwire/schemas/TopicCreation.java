package io.bellwire.schemas;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure at start that the topics which a service needs are there, so that nothing fails half way for want of one. */
public final class TopicCreation {
    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    private static final long BROKER_SECONDS_MAX = 60;

    private TopicCreation() {}

    /**
     * Creates those of the given topics that are missing. Topics that exist keep their settings.
     *
     * @param adminConfiguration how to reach the cluster, as Kafka's {@code AdminClientConfig} has it
     * @throws IllegalStateException when the cluster does not answer within a minute, or a topic is missing and this
     *     program may not create it; the message names it
     */
    public static void ensure(Map<String, Object> adminConfiguration, Topics topics, Topic... wanted) {
        try (Admin admin = Admin.create(adminConfiguration)) {
            Set<String> present = admin.listTopics().names().get(BROKER_SECONDS_MAX, TimeUnit.SECONDS);
            List<Topic> missing = Arrays.stream(wanted)
                    .filter(topic -> !present.contains(topics.name(topic)))
                    .toList();
            for (Topic topic : missing) {
                create(admin, topics, topic);
            }
            awaitVisible(admin, topics, missing);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka at " + adminConfiguration.get("bootstrap.servers") + " does not answer: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }

    /**
     * The same for topics that a program does not need for its work: where they are missing and cannot be created it is
     * told in the log what that costs, and the program goes on.
     *
     * @param otherwise what does not work then, such as {@code test messages cannot be sent}
     */
    public static void ensureIfPossible(
            Map<String, Object> adminConfiguration, Topics topics, String otherwise, Topic... wanted) {
        try {
            ensure(adminConfiguration, topics, wanted);
        } catch (IllegalStateException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("Without a topic {}", otherwise);
        }
    }

    private static void create(Admin admin, Topics topics, Topic topic) throws InterruptedException, TimeoutException {
        String name = topics.name(topic);
        try {
            admin.createTopics(List.of(topics.newTopic(topic))).all().get(BROKER_SECONDS_MAX, TimeUnit.SECONDS);
            log.atInfo().addKeyValue("topic", name).log("Topic created");
        } catch (ExecutionException e) {
            // Another program that needs the same topic was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "topic '" + name + "' is missing and could not be created (" + reason(e)
                                + "): create it, or allow this program to",
                        e);
            }
        }
    }

    /** A topic that was just created is not known to every broker at once; clients would log errors until it is. */
    private static void awaitVisible(Admin admin, Topics topics, List<Topic> created)
            throws InterruptedException, TimeoutException, ExecutionException {
        Set<String> names = new HashSet<>();
        created.forEach(topic -> names.add(topics.name(topic)));
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(BROKER_SECONDS_MAX);
        while (!admin.listTopics()
                .names()
                .get(BROKER_SECONDS_MAX, TimeUnit.SECONDS)
                .containsAll(names)) {
            if (System.nanoTime() > giveUpAt) {
                throw new TimeoutException("created topics do not appear: " + names);
            }
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

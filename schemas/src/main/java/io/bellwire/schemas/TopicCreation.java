package io.bellwire.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure at start that the topics which a service needs are there, so that nothing fails half way for want of one.
 * Whatever it waits for, an interrupt ends it, so that a program can be stopped that has not started yet.
 */
public final class TopicCreation {
    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    /** Between looks whether somebody else has made what this program may not. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private static final Duration VISIBLE_SOON = Duration.ofMillis(20);

    private TopicCreation() {}

    /**
     * Creates those of the given topics that are missing; topics that exist keep their settings. Where it may not, it says
     * which are missing and waits until somebody has made them.
     *
     * @param adminConfiguration how to reach the cluster, as Kafka's {@code AdminClientConfig} has it
     * @throws UnusableClusterException when the cluster does not answer within a minute, or does not let this program in
     * @throws IllegalStateException when it refuses a topic for another reason than a missing right; the message names it
     */
    public static void ensure(Map<String, Object> adminConfiguration, Topics topics, Topic... wanted) {
        during(adminConfiguration, admin -> {
            Map<String, String> refused = createMissing(admin, topics, wanted);
            if (refused.isEmpty()) {
                return;
            }
            log.atError()
                    .addKeyValue("topics", refused.keySet())
                    .addKeyValue("reason", Set.copyOf(refused.values()))
                    .log("Topics are missing, or this program may not see them, and it may not create them; waiting"
                            + " until they are there");
            while (!createMissing(admin, topics, wanted).isEmpty()) {
                rest(LOOK_AGAIN);
            }
            log.info("The missing topics are there");
        });
    }

    /**
     * The same for topics that a program does not need for its work: where they are missing and cannot be created it is
     * told in the log what that costs, and the program goes on.
     *
     * @param otherwise what does not work then, such as {@code test messages cannot be sent}
     */
    public static void ensureIfPossible(
            Map<String, Object> adminConfiguration, Topics topics, String otherwise, Topic... wanted) {
        Map<String, String> refused = new TreeMap<>();
        try {
            during(adminConfiguration, admin -> refused.putAll(createMissing(admin, topics, wanted)));
        } catch (IllegalStateException e) {
            refused.put("", String.valueOf(e.getMessage()));
        }
        if (!refused.isEmpty()) {
            log.atWarn().addKeyValue("reason", refused).log("Without a topic {}", otherwise);
        }
    }

    private interface Task {
        void doWith(Admin admin) throws InterruptedException, ExecutionException;
    }

    private static void during(Map<String, Object> adminConfiguration, Task task) {
        Map<String, Object> patience = new HashMap<>(adminConfiguration);
        patience.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        String bootstrapServers = bootstrapServers(adminConfiguration);
        Admin admin = open(patience, bootstrapServers);
        try {
            task.doWith(admin);
        } catch (ExecutionException e) {
            throw UnusableClusterException.of(bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        } finally {
            // Of itself it would wait for the answers that nobody waits for any more.
            admin.close(Duration.ZERO);
        }
    }

    private static Admin open(Map<String, Object> configuration, String bootstrapServers) {
        if (ListenerProbe.meetsTlsUnprepared(configuration, bootstrapServers)) {
            throw UnusableClusterException.speaksTls(bootstrapServers);
        }
        try {
            return Admin.create(configuration);
        } catch (KafkaException e) {
            // A file that is missing, a password that does not open it, a module that does not exist.
            throw UnusableClusterException.of(bootstrapServers, e);
        }
    }

    private static String bootstrapServers(Map<String, Object> configuration) {
        Object servers = configuration.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        return servers instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(servers);
    }

    /** By the name of each topic that this program may not create: what Kafka says of it. */
    private static Map<String, String> createMissing(Admin admin, Topics topics, Topic... wanted)
            throws InterruptedException, ExecutionException {
        Set<String> present = admin.listTopics().names().get();
        Map<String, String> refused = new TreeMap<>();
        List<String> created = new ArrayList<>();
        for (Topic topic : Arrays.stream(wanted)
                .filter(topic -> !present.contains(topics.name(topic)))
                .toList()) {
            String name = topics.name(topic);
            try {
                create(admin, topics, topic);
                created.add(name);
            } catch (AuthorizationException e) {
                refused.put(name, String.valueOf(e.getMessage()));
            }
        }
        awaitVisible(admin, created);
        return refused;
    }

    private static void create(Admin admin, Topics topics, Topic topic) throws InterruptedException {
        String name = topics.name(topic);
        try {
            admin.createTopics(List.of(topics.newTopic(topic))).all().get();
            log.atInfo().addKeyValue("topic", name).log("Topic created");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException refusal) {
                throw refusal;
            }
            // Another program that needs the same topic was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "topic '" + name + "' is missing and could not be created (" + reason(e) + "): create it", e);
            }
        }
    }

    /** A topic that was just created is not known to every broker at once; clients would log errors until it is. */
    private static void awaitVisible(Admin admin, List<String> created)
            throws InterruptedException, ExecutionException {
        Set<String> names = new HashSet<>(created);
        long giveUpAt = System.nanoTime() + ANSWER_MAX.toNanos();
        while (!admin.listTopics().names().get().containsAll(names)) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("created topics do not appear: " + names);
            }
            rest(VISIBLE_SOON);
        }
    }

    /** Spring interrupts a start that waits without a limit, but not one that waits with one. */
    private static void rest(Duration time) throws InterruptedException, ExecutionException {
        new CompletableFuture<Boolean>()
                .completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS)
                .get();
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

package io.bellwire.benchmarks.pipeline;

import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a comparison asks of a broker beside its measuring: topics, groups, and how far somebody has come. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_EVERY_MILLIS = 50;

    private final String bootstrapServers;
    private final int partitions;
    private final Topics topics;
    private final Admin admin;

    Cluster(String bootstrapServers, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        topics = new Topics("", partitions, (short) 1);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    int partitions() {
        return partitions;
    }

    String name(Topic topic) {
        return topics.name(topic);
    }

    /** Bellwire's topics, as it creates them itself. */
    void createTopics() {
        TopicCreation.ensure(Map.of("bootstrap.servers", bootstrapServers), topics, Topic.values());
    }

    void create(String topic) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    /** Deletes these topics of Bellwire with all that is in them, and creates them anew. */
    void empty(Collection<Topic> emptied) throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        admin.deleteTopics(emptied.stream()
                        .map(topics::name)
                        .filter(there::contains)
                        .toList())
                .all()
                .get();
        createTopics();
    }

    /** Every topic whose name begins so. */
    void delete(String prefix) throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        admin.deleteTopics(
                        there.stream().filter(name -> name.startsWith(prefix)).toList())
                .all()
                .get();
    }

    /** Whoever reads in this group next begins at the beginning; its members have ended, or are ending. */
    void forgetGroup(String group) throws IOException, ExecutionException, InterruptedException {
        awaitTrue("members of " + group + " are gone", () -> {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupNotEmptyException) {
                    return false;
                }
                if (e.getCause() instanceof GroupIdNotFoundException) {
                    return true;
                }
                throw e;
            }
        });
    }

    /** Returns when the members of this group share out all partitions of the topic. */
    void awaitReaders(String group) throws IOException, ExecutionException, InterruptedException {
        awaitTrue(group + " has its partitions", () -> {
            try {
                return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                                .mapToInt(Cluster::assigned)
                                .sum()
                        == partitions;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupIdNotFoundException) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Puts the first revision of the settings to their topic, which is empty. */
    void save(SyslogSettings settings) throws ExecutionException, InterruptedException {
        byte[] saved = new SavedSettings(1, Instant.now(), "benchmark", settings).toBytes();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.name(Topic.SETTINGS), saved))
                    .get();
        }
    }

    /** Of a topic that only producers without transactions write to, how many records there are. */
    long records(String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** Of such a topic, how many records a group has committed. */
    long committed(String group) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static int assigned(ConsumerGroupDescription group) {
        return group.groupState() == GroupState.STABLE
                ? group.members().stream()
                        .mapToInt(
                                member -> member.assignment().topicPartitions().size())
                        .sum()
                : 0;
    }

    private interface Condition {
        boolean holds() throws ExecutionException, InterruptedException;
    }

    private static void awaitTrue(String what, Condition condition)
            throws IOException, ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not true within " + PATIENCE.toSeconds() + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}

package io.bellwire.sender.transport.broken;

import org.apache.kafka.common.TopicPartition;

/** Breaks: the transport knows neither Spring nor Kafka. */
public record KnowsKafka(TopicPartition partition) {}

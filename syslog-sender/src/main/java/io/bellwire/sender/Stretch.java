package io.bellwire.sender;

import org.apache.kafka.common.TopicPartition;

/**
 * Messages of one partition that follow each other, or one record that was set aside.
 *
 * @param last offset of the last of them, itself included
 */
record Stretch(TopicPartition partition, long first, long last, boolean setAside) {}

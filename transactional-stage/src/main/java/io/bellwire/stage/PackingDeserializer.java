package io.bellwire.stage;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Leaves octets as they are, but keeps long ones packed until it is their record's turn. A poll unpacks all records that it
 * returns, and what takes two megabytes in Kafka may take hundreds of them then: thousands of alerts of 64 KiB, each much
 * like the next.
 */
public final class PackingDeserializer implements Deserializer<Object> {
    /** In octets. Usual alerts are far below, and cost nothing here. */
    static final int PLAIN_MAX = 4096;

    @Override
    public Object deserialize(String topic, byte[] data) {
        return data.length <= PLAIN_MAX ? data : PackedValue.of(data);
    }

    @Override
    public Object deserialize(String topic, Headers headers, byte[] data) {
        if (data.length > PLAIN_MAX) {
            // A header that was never looked at holds fast to all octets of its record.
            headers.forEach(header -> {
                var unusedName = header.key();
                var unusedValue = header.value();
            });
        }
        return deserialize(topic, data);
    }
}

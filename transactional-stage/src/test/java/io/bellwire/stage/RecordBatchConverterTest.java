package io.bellwire.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;

class RecordBatchConverterTest {
    @Test
    void recordsAreThePayloadAndNoLogShowsThem() {
        List<ConsumerRecord<?, ?>> records = List.of(
                new ConsumerRecord<>("t", 0, 7, "secret-key", "secret"), new ConsumerRecord<>("t", 0, 8, "", ""));

        Message<?> message = new RecordBatchConverter().toMessage(records, null, null, Object.class);

        assertThat(message.getPayload()).isEqualTo(records);
        assertThat(message.toString()).contains("2 records").doesNotContain("secret");
    }
}

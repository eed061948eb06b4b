package io.bellwire.config.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaAwayExceptionTest {
    @Test
    void missingRightIsNotCalledSilence() {
        Throwable cause = new ExecutionException(new TopicAuthorizationException(Set.of("rejected")));

        assertThat(detail(cause))
                .startsWith("Kafka does not let Bellwire do this (")
                .contains("rejected")
                .endsWith("), so it is not known what was rejected.");
    }

    @Test
    void silenceIsCalledSo() {
        assertThat(detail(new TimeoutException("late")))
                .isEqualTo("Kafka did not answer in time, so it is not known what was rejected.");
    }

    private static String detail(Throwable cause) {
        return String.valueOf(new KafkaAwayException("it is not known what was rejected.", cause)
                .getBody()
                .getDetail());
    }
}

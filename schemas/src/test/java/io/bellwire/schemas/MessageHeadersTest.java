package io.bellwire.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeadersTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 7, 1_764_331_200_000L, 999_999_999_999_999_999L})
    void readsTheNumbersThatItWrites(long number) {
        assertThat(numberOf(MessageHeaders.value(number))).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "-1", "+1", "1.5", "0x1", "١", "seven", "1000000000000000000"})
    void takesNothingElseForANumber(String text) {
        assertThat(numberOf(MessageHeaders.value(text))).isEmpty();
    }

    @Test
    void hasNoNumberWhereThereIsNoHeaderOrValue() {
        assertThat(MessageHeaders.number(new RecordHeaders(), "accepted-at")).isEmpty();
        assertThat(numberOf(null)).isEmpty();
    }

    @Test
    void readsTheLastOfSeveral() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("accepted-at", "1".getBytes(UTF_8)).add("accepted-at", "2".getBytes(UTF_8));
        assertThat(MessageHeaders.number(headers, "accepted-at")).hasValue(2);
    }

    private static OptionalLong numberOf(byte[] value) {
        return MessageHeaders.number(new RecordHeaders().add("accepted-at", value), "accepted-at");
    }
}

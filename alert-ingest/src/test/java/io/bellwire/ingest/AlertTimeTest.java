package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999Z",
        "2016-12-31T23:59:60.5Z, 2016-12-31T23:59:59.999Z",
        "2017-01-01T05:29:60+05:30, 2016-12-31T23:59:59.999Z",
        "2026-11-24T09:00:00.123456789+01:00, 2026-11-24T08:00:00.123456789Z"
    })
    void leapSecondIsTheEndOfTheSecondBeforeIt(String text, Instant time) {
        assertThat(AlertTime.parse(text)).isEqualTo(time);
    }
}

package io.bellwire.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

class SavePreconditionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                // If-Match    | If-None-Match | current | based on
                "\"3\"         | -             | 3       | 3",
                "*             | -             | 3       | 3",
                "\"1\", \"3\"  | -             | 3       | 3",
                "\"4\"         | -             | 3       | 4", // another replica is ahead
                "-             | *             | 0       | 0"
            })
    void holds(String ifMatch, String ifNoneMatch, long current, long basedOn) {
        assertThat(SavePrecondition.basedOn(ifMatch, ifNoneMatch, current)).isEqualTo(basedOn);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                // If-Match    | If-None-Match | current | status
                "-             | -             | 3       | 428",
                "\"2\"         | -             | 3       | 412",
                "W/\"3\"       | -             | 3       | 412", // weak tags never match
                "\"x\"         | -             | 3       | 412",
                "\"03\"        | -             | 3       | 412",
                "\"0\"         | -             | 0       | 412",
                "*             | -             | 0       | 412",
                "-             | *             | 3       | 412",
                "3             | -             | 3       | 400",
                "'3'           | -             | 3       | 400",
                "\"3           | -             | 3       | 400",
                "\"3\" \"4\"   | -             | 3       | 400",
                "-             | \"3\"         | 3       | 400",
                "\"3\"         | *             | 3       | 400"
            })
    void doesNotHold(String ifMatch, String ifNoneMatch, long current, int status) {
        assertThatThrownBy(() -> SavePrecondition.basedOn(ifMatch, ifNoneMatch, current))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(status));
    }
}

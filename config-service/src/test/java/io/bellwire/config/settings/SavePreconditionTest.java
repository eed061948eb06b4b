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
                "W/\"3\", \"3\" | -           | 3       | 3",
                "\"x,y\", \"3\" | -           | 3       | 3", // a comma is part of a tag
                "  \"3\"  ,\"9\" | -          | 3       | 3",
                "\"999999999999999999\" | -   | 3       | 999999999999999999", // the publisher refuses what is too far
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
                "\"1\"         | -             | 3       | 412",
                "\"-3\"        | -             | 3       | 412",
                "\"\"          | -             | 3       | 412",
                "\"9999999999999999999\" | -  | 3       | 412", // beyond a long
                "W/\"4\"       | -             | 3       | 412",
                "*             | -             | 0       | 412",
                "-             | *             | 3       | 412",
                "3             | -             | 3       | 400",
                "'3'           | -             | 3       | 400",
                "\"3           | -             | 3       | 400",
                "\"3\" \"4\"   | -             | 3       | 400",
                "''            | -             | 3       | 400",
                "w/\"3\"       | -             | 3       | 400", // only a capital W marks a weak tag
                "\"3\",        | -             | 3       | 400",
                "*, \"3\"      | -             | 3       | 400",
                "-             | \"3\"         | 3       | 400",
                "-             | ''            | 0       | 400",
                "\"3\"         | *             | 3       | 400"
            })
    void doesNotHold(String ifMatch, String ifNoneMatch, long current, int status) {
        assertThatThrownBy(() -> SavePrecondition.basedOn(ifMatch, ifNoneMatch, current))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(status));
    }
}

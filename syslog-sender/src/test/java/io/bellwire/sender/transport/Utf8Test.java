package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
    @ParameterizedTest
    @CsvSource({
        "abc,3,abc",
        "abc,9,abc",
        "abc,2,ab",
        "aü,2,a",
        "aü,3,aü",
        "a€b,3,a",
        "a€b,4,a€",
        "a😀,4,a",
        "a😀b,5,a😀"
    })
    void cutsOnlyBetweenCharacters(String text, int octetsMax, String left) {
        byte[] octets = text.getBytes(UTF_8);

        assertThat(new String(octets, 0, Utf8.lengthWithin(octets, octetsMax), UTF_8))
                .isEqualTo(left);
    }
}

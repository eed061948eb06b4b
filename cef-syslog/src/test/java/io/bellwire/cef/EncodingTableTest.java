package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodingTableTest {
    @ParameterizedTest
    @MethodSource("cases")
    void inputBecomesTheseOctetsOrIsRefused(EncodingCase encoding) {
        if (encoding.isRefusal()) {
            UnencodableMessageException refused =
                    catchThrowableOfType(UnencodableMessageException.class, encoding::encode);
            assertThat(refused).as("refused").isNotNull();
            assertThat(refused.refusal().code()).isEqualTo(encoding.expected());
        } else {
            EncodedMessage message = encoding.encode();
            assertThat(new String(message.bytes(), StandardCharsets.UTF_8)).isEqualTo(encoding.expected());
            assertThat(message.bytes()).isEqualTo(encoding.expected().getBytes(StandardCharsets.UTF_8));
            assertThat(message.warnings()).map(Warning::toString).isEqualTo(encoding.warnings());
        }
    }

    @Test
    void tableIsReadWhole() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(100).extracting(EncodingCase::id).doesNotHaveDuplicates();
    }

    static List<EncodingCase> cases() throws IOException {
        return EncodingCase.all();
    }
}

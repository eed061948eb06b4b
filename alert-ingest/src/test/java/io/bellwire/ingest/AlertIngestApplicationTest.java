package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AlertIngestApplicationTest {
    @Test
    void startWithoutTokenEndsInPlainWords(CapturedOutput output) {
        assertThatThrownBy(
                        () -> AlertIngestApplication.main(new String[] {"--server.port=0", "--bellwire.ingest-token="}))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("BELLWIRE_INGEST_TOKEN or BELLWIRE_INGEST_TOKEN_FILE must be set");
    }

    @Test
    void startWithUnreadableTokenFileEndsInPlainWords(CapturedOutput output) {
        assertThatThrownBy(() -> AlertIngestApplication.main(
                        new String[] {"--server.port=0", "--bellwire.ingest-token-file=/nowhere/token"}))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("BELLWIRE_INGEST_TOKEN_FILE: /nowhere/token cannot be read: no such file")
                .contains("or BELLWIRE_INGEST_TOKENS_FILE to one with lines of <name> <token> [<alerts per second>]")
                .doesNotContain("at io.bellwire");
    }
}

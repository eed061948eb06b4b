package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class IngestPropertiesTest {
    private static final String TOKEN = "s3cret-token";

    @Test
    void defaultsAreTheDocumentedOnes() {
        IngestProperties properties = bind(Map.of("BELLWIRE_INGEST_TOKEN", TOKEN));

        assertThat(properties)
                .isEqualTo(new IngestProperties(
                        TOKEN,
                        null,
                        "1.0",
                        "localhost",
                        "",
                        12,
                        null,
                        DataSize.ofMegabytes(64),
                        null,
                        DataSize.ofMegabytes(512)));
    }

    @Test
    void everyValueComesFromTheEnvironment() {
        IngestProperties properties = bind(Map.of(
                "BELLWIRE_INGEST_TOKEN_FILE", "/run/token",
                "BELLWIRE_PRODUCT_VERSION", "2.0",
                "BELLWIRE_HOST_NAME", "ingest-1",
                "BELLWIRE_TOPIC_PREFIX", "soc.",
                "BELLWIRE_TOPIC_PARTITIONS", "3",
                "BELLWIRE_TOPIC_REPLICATION", "2",
                "BELLWIRE_INGEST_BYTES_IN_FLIGHT_MAX", "1MB",
                "BELLWIRE_FREE_SPACE_DIR", "/kafka",
                "BELLWIRE_FREE_SPACE_MIN", "2GB"));

        assertThat(properties)
                .isEqualTo(new IngestProperties(
                        null,
                        Path.of("/run/token"),
                        "2.0",
                        "ingest-1",
                        "soc.",
                        3,
                        (short) 2,
                        DataSize.ofMegabytes(1),
                        Path.of("/kafka"),
                        DataSize.ofGigabytes(2)));
    }

    @Test
    void missingTokenIsToldInPlainWords() {
        assertThatThrownBy(() -> bind(Map.of("BELLWIRE_INGEST_TOKEN", "", "BELLWIRE_INGEST_TOKEN_FILE", "")))
                .rootCause()
                .hasMessageStartingWith("BELLWIRE_INGEST_TOKEN or BELLWIRE_INGEST_TOKEN_FILE must be set");
    }

    @Test
    void productVersionThatFitsNoCefHeaderIsRefused() {
        assertThatThrownBy(
                        () -> bind(Map.of("BELLWIRE_INGEST_TOKEN", TOKEN, "BELLWIRE_PRODUCT_VERSION", "1".repeat(32))))
                .rootCause()
                .hasMessageContaining("BELLWIRE_PRODUCT_VERSION");
    }

    @Test
    void tokenDoesNotShowInText() {
        IngestProperties properties = bind(Map.of("BELLWIRE_INGEST_TOKEN", TOKEN));

        assertThat(properties.toString()).doesNotContain(TOKEN);
        assertThat(IngestToken.from(TOKEN, null).toString()).doesNotContain(TOKEN);
    }

    @Test
    void tokenFileMayEndWithALineEnd(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");

        assertThat(IngestToken.from(null, file).is(TOKEN)).isTrue();
        assertThat(IngestToken.from(TOKEN, file).is(TOKEN)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestToken.from("another", file))
                .withMessageContaining("differ")
                .withMessageNotContaining(TOKEN);
    }

    @Test
    void unusableTokensAreRefused(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThatIllegalArgumentException().isThrownBy(() -> IngestToken.from(null, empty));
        assertThatIllegalArgumentException().isThrownBy(() -> IngestToken.from("schlüssel", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestToken.from(null, directory.resolve("none")))
                .withMessageStartingWith("BELLWIRE_INGEST_TOKEN_FILE");
    }

    private static IngestProperties bind(Map<String, Object> variables) {
        Map<String, Object> environment = new HashMap<>(variables);
        environment.putIfAbsent("BELLWIRE_PRODUCT_VERSION", "1.0");
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
        return new Binder(ConfigurationPropertySources.from(source)).bindOrCreate("bellwire", IngestProperties.class);
    }
}

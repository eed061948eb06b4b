package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                        null,
                        0,
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
        IngestProperties properties = bind(Map.ofEntries(
                Map.entry("BELLWIRE_INGEST_TOKEN_FILE", "/run/token"),
                Map.entry("BELLWIRE_INGEST_TOKENS_FILE", "/run/tokens"),
                Map.entry("BELLWIRE_INGEST_RATE_MAX", "500"),
                Map.entry("BELLWIRE_PRODUCT_VERSION", "2.0"),
                Map.entry("BELLWIRE_HOST_NAME", "ingest-1"),
                Map.entry("BELLWIRE_TOPIC_PREFIX", "soc."),
                Map.entry("BELLWIRE_TOPIC_PARTITIONS", "3"),
                Map.entry("BELLWIRE_TOPIC_REPLICATION", "2"),
                Map.entry("BELLWIRE_INGEST_BYTES_IN_FLIGHT_MAX", "1MB"),
                Map.entry("BELLWIRE_FREE_SPACE_DIR", "/kafka"),
                Map.entry("BELLWIRE_FREE_SPACE_MIN", "2GB")));

        assertThat(properties)
                .isEqualTo(new IngestProperties(
                        null,
                        Path.of("/run/token"),
                        Path.of("/run/tokens"),
                        500,
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
        assertThatThrownBy(() -> bind(Map.of("BELLWIRE_INGEST_TOKEN", "", "BELLWIRE_INGEST_TOKENS_FILE", "")))
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
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000001"})
    void rateThatNobodyCanKeepIsRefused(String rate) {
        assertThatThrownBy(() -> bind(Map.of("BELLWIRE_INGEST_TOKEN", TOKEN, "BELLWIRE_INGEST_RATE_MAX", rate)))
                .rootCause()
                .hasMessage("BELLWIRE_INGEST_RATE_MAX '" + rate
                        + "' must be a number of alerts per second from 1 to 1000000, or 0 for any number");
    }

    @Test
    void fileOfNamedTokensIsEnough() {
        assertThat(bind(Map.of("BELLWIRE_INGEST_TOKENS_FILE", "/run/tokens")).ingestTokensFile())
                .isEqualTo(Path.of("/run/tokens"));
    }

    private static IngestProperties bind(Map<String, Object> variables) {
        Map<String, Object> environment = new HashMap<>(variables);
        environment.putIfAbsent("BELLWIRE_PRODUCT_VERSION", "1.0");
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
        return new Binder(ConfigurationPropertySources.from(source)).bindOrCreate("bellwire", IngestProperties.class);
    }
}

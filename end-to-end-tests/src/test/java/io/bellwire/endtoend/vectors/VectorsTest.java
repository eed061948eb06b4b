package io.bellwire.endtoend.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Exact input and output of encoders, framers and TLS rules. The property {@code bellwire.vectors} names another file of
 * such vectors, one JSON object a line; a relative path counts from where Maven was started.
 */
class VectorsTest {

    @Test
    void everyVectorComesOutAsItIsWritten() throws IOException {
        VectorRun run = VectorRun.of(lines());

        run.failures().forEach(System.out::println);
        System.out.println(run.passed() + " passed, " + run.failures().size() + " failed");
        assertThat(run.passed() + run.failures().size())
                .as("vectors in the file")
                .isPositive();
        if (!run.failures().isEmpty()) {
            fail(run.failures().size() + " vectors came out otherwise, see the lines above");
        }
    }

    private static List<String> lines() throws IOException {
        String named = System.getProperty("bellwire.vectors", "");
        if (named.isEmpty()) {
            try (InputStream own = VectorsTest.class.getResourceAsStream("vectors.jsonl")) {
                return new String(own.readAllBytes(), UTF_8).lines().toList();
            }
        }
        Path file = Path.of(System.getProperty("bellwire.started-in", "")).resolve(named);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            fail("bellwire.vectors=" + named + ": " + file.toAbsolutePath() + " is no file that can be read");
        }
        return Files.readString(file, UTF_8).lines().toList();
    }
}

package io.bellwire.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The sources and jars of an earlier Bellwire, as {@code .ci/earlier-build} leaves them. */
final class EarlierBuild {
    private static final String VARIABLE = "BELLWIRE_EARLIER_BUILD";

    private EarlierBuild() {}

    /** Its folder; where there is none the test is skipped and says why. */
    static Path require() throws IOException {
        String folder = System.getenv(VARIABLE);
        if (folder == null || folder.isEmpty()) {
            throw skipped(VARIABLE + " names no earlier build; .ci/earlier-build makes one and prints what to set");
        }
        Path missing = Path.of(folder, "missing");
        if (Files.exists(missing)) {
            throw skipped(Files.readString(missing).strip());
        }
        return Path.of(folder);
    }

    private static RuntimeException skipped(String reason) {
        System.out.println("SKIPPED: " + reason);
        return Assumptions.abort(reason);
    }
}

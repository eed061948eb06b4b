package io.bellwire.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository that these tests are part of; tests run in their module's folder. */
public final class Repository {
    private Repository() {}

    /** The file of this path below the repository's root. */
    public static Path file(String path) {
        return Path.of("").toAbsolutePath().getParent().resolve(path);
    }

    public static String text(String path) throws IOException {
        return Files.readString(file(path));
    }
}

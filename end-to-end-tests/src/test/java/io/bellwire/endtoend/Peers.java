package io.bellwire.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that tests need and that a machine may lack. Where one is missing the test is skipped and says so; with
 * {@code BELLWIRE_REQUIRE_PEERS=true}, as in {@code .ci/run}, it fails.
 */
public final class Peers {
    /** Where Debian keeps programs of administrators, which a user's PATH may lack. */
    private static final String PATH_OF_ADMINISTRATORS = "/usr/sbin:/usr/local/sbin:/sbin";

    /** Such as /usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_ossl.so. */
    private static final int MODULE_DEPTH = 3;

    private Peers() {}

    /** The program's file, looked for on the PATH and where administrators' programs are. */
    public static Path require(String program) {
        return require(program, find(program));
    }

    /** What was found, if it was; else the test ends here. */
    public static <T> T require(String what, Optional<T> found) {
        return require(what, found, "true".equals(System.getenv("BELLWIRE_REQUIRE_PEERS")));
    }

    static <T> T require(String what, Optional<T> found, boolean mustBeThere) {
        if (found.isEmpty()) {
            String reason = what + " is not installed; .ci/run installs it";
            if (mustBeThere) {
                Assertions.fail(reason + ", and BELLWIRE_REQUIRE_PEERS=true forbids to skip");
            }
            System.out.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
        return found.get();
    }

    /** A file of this name anywhere below a directory, such as a module that a package brings. */
    static Optional<Path> findFile(String directory, String name) {
        try (Stream<Path> files = Files.find(Path.of(directory), MODULE_DEPTH, (file, kind) -> file.endsWith(name))) {
            return files.findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + PATH_OF_ADMINISTRATORS;
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

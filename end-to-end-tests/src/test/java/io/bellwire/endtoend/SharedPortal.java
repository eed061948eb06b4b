package io.bellwire.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One standalone for all tests of the portal in this JVM, since each start takes a quarter of a minute; it ends with the JVM.
 * Every test saves the settings that it needs.
 */
final class SharedPortal {
    static final String VIEWER_PASSWORD = "the viewer's password";

    private static boolean visited;

    private SharedPortal() {}

    static synchronized Bellwire bellwire() {
        visited = true;
        return Shared.BELLWIRE;
    }

    /** One at which nothing was saved yet: the shared one if nobody was there before, else one that the caller closes. */
    static synchronized Bellwire untouched(Path directory) throws IOException {
        return visited ? start(directory) : bellwire();
    }

    /** Ends it, unless others use it too. */
    static void leave(Bellwire bellwire) {
        if (bellwire != Shared.BELLWIRE) {
            bellwire.close();
        }
    }

    private static Bellwire start(Path directory) throws IOException {
        return Bellwire.start(directory, Map.of("BELLWIRE_VIEWER_PASSWORD", VIEWER_PASSWORD));
    }

    private static final class Shared {
        static final Bellwire BELLWIRE = startForAll();

        private static Bellwire startForAll() {
            try {
                Path directory = Files.createTempDirectory("bellwire-portal");
                Bellwire bellwire = start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bellwire, directory)));
                return bellwire;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(Bellwire bellwire, Path directory) {
            try {
                bellwire.kill();
                List<Path> all;
                try (Stream<Path> files = Files.walk(directory)) {
                    all = files.sorted(Comparator.reverseOrder()).toList();
                }
                for (Path file : all) {
                    Files.delete(file);
                }
            } catch (IOException stays) {
                // The system cleans its temporary directory.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

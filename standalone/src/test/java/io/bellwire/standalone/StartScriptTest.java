package io.bellwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./bellwire} says before any Java of ours runs. */
@Timeout(60)
class StartScriptTest {
    private static final Path SCRIPT = Path.of("../bellwire").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    /** Everything that the script calls, but no Java. */
    private Path tools;

    @BeforeEach
    void toolsWithoutJava() throws IOException {
        tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : new String[] {"dirname", "sed", "head", "cat"}) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            writeScript(tools.resolve(tool), "exec " + real + " \"$@\"");
        }
    }

    @Test
    void withoutJavaItSaysHowToGetIt() throws Exception {
        Outcome outcome = run(Map.of());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("bellwire: no Java found. Bellwire needs a JDK 17 or newer: install one")
                .contains("apt install openjdk-17-jdk-headless");
    }

    @Test
    void anOldJavaIsRefusedByItsVersion() throws Exception {
        assertRefused("openjdk version \"11.0.22\" 2024-01-16", "is Java 11. Bellwire needs a JDK 17 or newer");
        assertRefused("java version \"1.8.0_181\"", "is Java 8. Bellwire needs a JDK 17 or newer");
        assertRefused("what is this", "is Java of an unknown version. Bellwire needs a JDK 17 or newer");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        Outcome outcome = run(Map.of("JAVA_HOME", directory.toString()));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("bellwire: no Java found in JAVA_HOME=" + directory + ". ");
    }

    @Test
    void helpNamesTheCommandsAndNeedsNoJava() throws Exception {
        Outcome outcome = run(Map.of(), "--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output()).contains("./bellwire demo", "BELLWIRE_DATA_DIR");
    }

    @Test
    void unknownWordsGetTheUsage() throws Exception {
        Outcome outcome = run(Map.of(), "dmeo");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).contains("'dmeo' is not understood", "Usage: ./bellwire");
    }

    private void assertRefused(String versionLine, String reason) throws Exception {
        Path home = Files.createTempDirectory(directory, "jdk");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        writeScript(java, "echo '" + versionLine + "' >&2");

        Outcome outcome = run(Map.of("JAVA_HOME", home.toString()));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("bellwire: " + java + " " + reason);
    }

    private static void writeScript(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Outcome run(Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private record Outcome(int status, String output) {}
}

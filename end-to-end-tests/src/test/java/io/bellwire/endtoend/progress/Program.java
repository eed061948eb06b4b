package io.bellwire.endtoend.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that answers lines with lines. It ends with its standard input, and so with this JVM at the latest. */
final class Program implements AutoCloseable {
    private static final long END_SECONDS_MAX = 10;

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private Program(Process process) {
        this.process = process;
        output = process.inputReader(UTF_8);
        input = process.outputWriter(UTF_8);
    }

    /** What it says of errors goes where this process says it. */
    static Program start(List<String> command) throws IOException {
        return new Program(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The command that runs a class of this test's class path, in a network namespace where one is given. */
    static List<String> java(@Nullable String namespace, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        if (namespace != null) {
            command.addAll(List.of("nsenter", "--net=" + namespace));
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-XX:+UseSerialGC", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The next line that it says; null when it has ended. */
    @Nullable
    String next() throws IOException {
        return output.readLine();
    }

    String ask(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
        String answer = next();
        if (answer == null) {
            throw new IOException("the program ended at: " + line);
        }
        return answer;
    }

    /** Its exit status, once it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends its standard input, and it. */
    @Override
    public void close() {
        try {
            input.close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

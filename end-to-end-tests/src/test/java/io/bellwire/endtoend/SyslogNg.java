package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The real syslog-ng, a stricter reader: it parses structured data and wants the framing that a port is for. */
final class SyslogNg extends RealReceiver {
    /** Where Debian's package was unpacked, since it cannot be installed beside rsyslog. */
    private static final @Nullable String HOME = System.getenv("BELLWIRE_SYSLOG_NG_HOME");

    private static final Pattern VERSION = Pattern.compile("\\((\\d+\\.\\d+)");
    private static final Pattern RFC5424 = Pattern.compile("<\\d{1,3}>1 .*", Pattern.DOTALL);

    private SyslogNg(Path directory, Map<Wire, Integer> ports) throws IOException {
        super(directory, ports);
    }

    /** Starts it with its files in this empty directory; skips the test where syslog-ng is missing. */
    static SyslogNg start(Path directory) throws IOException {
        program();
        return new SyslogNg(directory, freePorts());
    }

    @Override
    String template() {
        return "syslog-ng.conf.in";
    }

    @Override
    Map<String, String> placeholders() {
        return Map.of("VERSION", version());
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(program().toString(), "--foreground", "--stderr", "--no-caps"));
        command.addAll(List.of("--cfgfile", configuration().toString()));
        command.addAll(List.of("--persist-file", file("receiver.persist").toString()));
        command.addAll(List.of("--pidfile", file("receiver.pid").toString()));
        command.addAll(List.of("--control", file("receiver.ctl").toString()));
        if (HOME != null) {
            command.add("--module-path=" + Path.of(HOME, "usr/lib/syslog-ng", version()));
        }
        return command;
    }

    @Override
    Map<String, String> environment() {
        return libraries();
    }

    /** What RFC 3164 brings as a tag, syslog-ng keeps as it was written; a message read as RFC 5424 has none. */
    @Override
    ParsedMessage parse(Map<String, String> fields) {
        boolean rfc5424 = fields.get("legacy").isEmpty()
                && RFC5424.matcher(fields.get("raw")).matches();
        return ParsedMessage.of(fields, rfc5424 ? 1 : 0);
    }

    private static Path program() {
        Optional<Path> found = HOME == null
                ? Peers.find("syslog-ng")
                : Optional.of(Path.of(HOME, "usr/sbin/syslog-ng")).filter(Files::isExecutable);
        return Peers.require("syslog-ng", found);
    }

    private static Map<String, String> libraries() {
        Map<String, String> environment = new HashMap<>(Map.of("TZ", "UTC"));
        if (HOME != null) {
            environment.put(
                    "LD_LIBRARY_PATH", Path.of(HOME, "usr/lib/syslog-ng").toString());
        }
        return environment;
    }

    private static String version() {
        try {
            ProcessBuilder builder = new ProcessBuilder(program().toString(), "--version").redirectErrorStream(true);
            builder.environment().putAll(libraries());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                throw new IOException("no version in: " + said);
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

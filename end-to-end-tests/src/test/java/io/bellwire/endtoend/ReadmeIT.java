package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands work word for word, but for the ports, which may be taken on the machine that runs this. */
@Timeout(300)
class ReadmeIT {
    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void firstAlertReachesRsyslog(@TempDir Path directory) throws Exception {
        List<String> curls = curlBlocks();
        assertThat(curls).hasSize(3);
        try (Rsyslog rsyslog = Rsyslog.start(Files.createDirectories(directory.resolve("rsyslog")));
                Bellwire bellwire =
                        Bellwire.startByScript(directory, Map.of("BELLWIRE_SENSOR_NAME", hostName(directory)))) {

            String saved = run(curls.get(0), directory, bellwire, rsyslog);
            String accepted = run(curls.get(1), directory, bellwire, rsyslog);
            ParsedMessage message = rsyslog.take(1, SOON).get(0);
            String refused = run(curls.get(2), directory, bellwire, rsyslog);

            assertThat(saved).contains("\"revision\":1", "\"transport\":\"tcp\"", "\"enabled\":true");
            assertThat(accepted.replace(" ", "")).isEqualTo("{\"accepted\":1}");
            assertThat(message.appname()).isEqualTo("bellwire");
            assertThat(message.msgid()).isEqualTo("AccountEnumerationSecurityAlert");
            assertThat(message.msg())
                    .startsWith("CEF:0|Microsoft|Azure ATP|")
                    .contains(
                            "|AccountEnumerationSecurityAlert|Account enumeration reconnaissance|5|rt=",
                            " start=1795507200000 app=Kerberos shost=CLIENT1 src=10.0.0.12 suser=LMaldonado externalId=2003"
                                    + " cs1Label=url cs1=https://security.microsoft.com/alerts/aa3f0c6d62"
                                    + " cs2Label=trigger cs2=new cs6Label=alertId cs6=3f0c6d62-1"
                                    + " msg=Suspicious account enumeration activity from CLIENT1.");
            assertThat(refused).contains("\"field\":\"severity\"", "\"field\":\"startTime\"");
        }
    }

    private static List<String> curlBlocks() throws IOException {
        String readme = Files.readString(Bellwire.repository().resolve("README.md"));
        return SHELL_BLOCK
                .matcher(readme)
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(sh)?", ""))
                .filter(block -> block.contains("curl"))
                .toList();
    }

    private static String run(String block, Path directory, Bellwire bellwire, Rsyslog rsyslog) throws Exception {
        String command = block.replace("127.0.0.1:8080", bellwire.portal().getAuthority())
                .replace("127.0.0.1:8081", bellwire.ingest().getAuthority())
                .replace("\"port\": 5514", "\"port\": " + rsyslog.port(Wire.TCP_LINE_FEED));
        return shell(command, directory);
    }

    private static String hostName(Path directory) throws Exception {
        return shell("hostname", directory).strip();
    }

    private static String shell(String command, Path directory) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(command).isZero();
        return output;
    }
}

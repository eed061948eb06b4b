package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the JVM remembers names can be set once in its life only, so each case has a JVM of its own. */
class SyslogSenderApplicationTest {
    @TempDir
    Path directory;

    @Test
    void aJvmRemembersNamesUnlessTold() throws Exception {
        assertThat(addressesSeen("remember")).isEqualTo("127.0.0.5 127.0.0.5");
    }

    @Test
    void theProgramAsksAnew() throws Exception {
        assertThat(addressesSeen("forget")).isEqualTo("127.0.0.5 127.0.0.6");
    }

    private String addressesSeen(String how) throws IOException {
        Path hosts = directory.resolve("hosts");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyslogSenderApplicationTest.class.getName(),
                        hosts.toString(),
                        how)
                .redirectErrorStream(true)
                .start();
        return new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
    }

    public static void main(String[] hostsAndHow) throws IOException {
        if (hostsAndHow[1].equals("forget")) {
            SyslogSenderApplication.forgetNamesAtOnce();
        }
        System.out.println(addressWith(hostsAndHow[0], "127.0.0.5") + " " + addressWith(hostsAndHow[0], "127.0.0.6"));
    }

    private static String addressWith(String hosts, String address) throws IOException {
        Files.writeString(Path.of(hosts), address + " siem.contoso.com\n");
        return InetAddress.getAllByName("siem.contoso.com")[0].getHostAddress();
    }
}

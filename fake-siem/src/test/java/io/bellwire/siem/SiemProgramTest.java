package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SiemProgramTest {
    private Process program;
    private BufferedReader messages;
    private BufferedReader notes;
    private Writer commands;

    @AfterEach
    void end() {
        program.destroyForcibly();
    }

    @Test
    void writesEachMessageAsALineAndObeys() throws Exception {
        start("--tcp", "0", "--receive-buffer", "65536");
        int port = listeningPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("10 <1>a\nb\\\r\u00e4<1>line\n".getBytes(UTF_8));
            assertThat(messages.readLine()).isEqualTo("TCP#1 OCTET_COUNTING <1>a\\nb\\\\\\r\u00e4");
            assertThat(messages.readLine()).isEqualTo("TCP#1 LINE_FEED <1>line");
        }
    }

    @Test
    void takesTlsWithTheIdentityOfAKeyStore(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        start(
                "--tls",
                "0",
                "--key-store",
                certificates.server("127.0.0.1").keyStoreFile().toString());
        int port = listeningPort();
        try (Socket socket = certificates.trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.getOutputStream().write("<1>secret\n".getBytes(UTF_8));
            assertThat(messages.readLine()).isEqualTo("TLS#1 LINE_FEED <1>secret");
        }
    }

    @Test
    void misbehavesAsItIsTold() throws Exception {
        start("--tcp", "0");
        int port = listeningPort();
        assertThat(tell("behave reset-after 1")).isEqualTo("done: behave reset-after 1");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("<1>a\n<1>b\n".getBytes(UTF_8));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(messages.readLine()).isEqualTo("TCP#1 LINE_FEED <1>a");
        assertThat(tell("tcp refuse")).isEqualTo("done: tcp refuse");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
        for (String command : List.of(
                "listen",
                "always read-slowly 5 1",
                "behave close-after 3",
                "behave stall-after 0",
                "behave accept",
                "behave reset-after-bytes 7",
                "behave-well",
                "stall",
                "go-on",
                "close",
                "reset")) {
            assertThat(tell(command)).isEqualTo("done: " + command);
        }
    }

    @Test
    void saysWhatItDoesNotUnderstandAndGoesOn() throws Exception {
        start("--tcp", "0");
        listeningPort();
        assertThat(tell("dance")).isEqualTo("not done: dance: no command: dance");
        assertThat(tell("behave wildly")).isEqualTo("not done: behave wildly: no behaviour: wildly");
        assertThat(tell("behave reset-after")).isEqualTo("not done: behave reset-after: reset-after needs a number");
        assertThat(tell("behave alert-after 1")).isEqualTo("not done: behave alert-after 1: only TLS has alerts");
        assertThat(tell("stall")).isEqualTo("done: stall");
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() throws Exception {
        start("--tcp");
        assertThat(notes.readLine()).isEqualTo("no option, or no value for it: --tcp");
        assertThat(notes.readLine()).startsWith("Options: --udp PORT");
        assertThat(program.waitFor()).isEqualTo(2);
    }

    private String tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return notes.readLine();
    }

    private int listeningPort() throws IOException {
        String line = notes.readLine();
        assertThat(line).startsWith("listening by ");
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SiemProgram.class.getName()));
        command.addAll(List.of(options));
        program = new ProcessBuilder(command).start();
        messages = program.inputReader(UTF_8);
        notes = program.errorReader(UTF_8);
        commands = new OutputStreamWriter(program.getOutputStream(), UTF_8);
    }
}

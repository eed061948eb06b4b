package io.bellwire.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client that is slow, or sends too much, can do to the others. */
@Timeout(60)
class ServingLimitsIT {
    private static final int MORE_THAN_THREADS = 300;
    private static final int ANSWER_WITHIN_MILLIS = 20_000;

    @Test
    void headsThatDoNotEndKeepNobodyWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try (TinyProgram program = TinyProgram.start()) {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                slow.add(send(program, "GET /actuator/health HTTP/1.1\r\nX-Slow: "));
            }

            assertThat(health(program).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aHeadThatDoesNotEndIsClosedOn() throws IOException {
        try (TinyProgram program = TinyProgram.start("--server.tomcat.connection-timeout=300ms");
                Socket slow = send(program, "GET /actuator/health HTTP/1.1\r\nX-Slow: ")) {
            assertThat(slow.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void howLongIsWaitedIsInTheProgramsOwnFile() {
        try (TinyProgram program = TinyProgram.start()) {
            assertThat(program.property("server.tomcat.connection-timeout")).isEqualTo("20s");
            assertThat(program.property("server.tomcat.keep-alive-timeout")).isEqualTo("75s");
        }
    }

    @Test
    void aHeadOfMoreThan8KibIsRefused() throws IOException {
        try (TinyProgram program = TinyProgram.start();
                Socket large = send(
                        program,
                        "GET /actuator/health HTTP/1.1\r\nHost: a\r\nX-Large: " + "a".repeat(9_000) + "\r\n\r\n")) {
            assertThat(new String(large.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContain("Tomcat", "Exception");
        }
    }

    @Test
    void whatIsNoRequestIsToldNothingOfTheServer() throws IOException {
        try (TinyProgram program = TinyProgram.start();
                Socket odd = send(program, "GET /{ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            assertThat(new String(odd.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContainIgnoringCase("server:", "tomcat", "exception", "at org.");
        }
    }

    @Test
    void strangersLearnOfHealthAndMetricsOnly() throws IOException {
        try (TinyProgram program = TinyProgram.start()) {
            assertThat(health(program).body()).doesNotContain("components", "details");
            for (String path : List.of("", "/env", "/beans", "/heapdump", "/loggers", "/health/ssl", "/info")) {
                assertThat(get(program, "/actuator" + path).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    private static HttpResponse<String> health(TinyProgram program) throws IOException {
        return get(program, "/actuator/health");
    }

    private static HttpResponse<String> get(TinyProgram program, String path) throws IOException {
        return TinyProgram.get(HttpClient.newHttpClient(), "http://127.0.0.1:" + program.port() + path);
    }

    private static Socket send(TinyProgram program, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), program.port());
        socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}

package io.bellwire.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a program believes that somebody else came, and by TLS. */
@Timeout(60)
class ServingProxyIT {
    @Test
    void nobodyIsBelievedUntilSaidSo() throws Exception {
        assertThat(callerToldOf()).isEqualTo("http 127.0.0.1");
    }

    @Test
    void theProxyThatIsNamedIsBelieved() throws Exception {
        assertThat(callerToldOf(
                        "--server.forward-headers-strategy=native",
                        "--server.tomcat.remoteip.internal-proxies=127.0.0.1/32"))
                .isEqualTo("https 203.0.113.1");
    }

    @Test
    void whoIsNotTheNamedProxyIsNotBelieved() throws Exception {
        assertThat(callerToldOf(
                        "--server.forward-headers-strategy=native",
                        "--server.tomcat.remoteip.internal-proxies=192.0.2.10/32"))
                .isEqualTo("http 127.0.0.1");
    }

    private static String callerToldOf(String... properties) throws IOException, InterruptedException {
        try (TinyProgram program = TinyProgram.start(properties)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + "/caller"))
                    .header("X-Forwarded-For", "203.0.113.1")
                    .header("X-Forwarded-Proto", "https")
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        }
    }
}

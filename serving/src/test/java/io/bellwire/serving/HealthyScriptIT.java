package io.bellwire.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.availability.ReadinessState;

/** What an image's health check, {@code deploy/compose/healthy}, says of a program. */
@Timeout(60)
class HealthyScriptIT {
    private static final String CERTIFICATE = "BELLWIRE_TLS_CERTIFICATE_FILE";

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void readyOrNotInClear() throws Exception {
        try (TinyProgram program = TinyProgram.start()) {
            environment.put("SERVER_PORT", Integer.toString(program.port()));

            assertThat(saysHealthy()).isTrue();
            program.publish(ReadinessState.REFUSING_TRAFFIC);
            assertThat(saysHealthy()).isFalse();
        }
    }

    @Test
    void readyOrNotOverTls() throws Exception {
        requireOpenssl();
        TestIdentity identity = TestCertificates.shared().server("serving");
        try (TinyProgram program = TinyProgram.start(
                "--bellwire.tls-certificate-file=" + identity.certificateFile(),
                "--bellwire.tls-private-key-file=" + identity.privateKeyFile())) {
            environment.put("SERVER_PORT", Integer.toString(program.port()));
            assertThat(saysHealthy()).as("in clear to a port with TLS").isFalse();

            environment.put(CERTIFICATE, identity.certificateFile().toString());
            assertThat(saysHealthy()).isTrue();
            program.publish(ReadinessState.REFUSING_TRAFFIC);
            assertThat(saysHealthy()).isFalse();
        }
    }

    @Test
    void healthOnAPortOfItsOwn() throws Exception {
        try (TinyProgram program = TinyProgram.start("--management.server.port=0")) {
            environment.put("SERVER_PORT", "1");
            environment.put(CERTIFICATE, "tls.crt");
            environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(program.managementPort()));
            environment.put("MANAGEMENT_SERVER_SSL_ENABLED", "false");

            assertThat(saysHealthy()).isTrue();
        }
    }

    @Test
    void whatDoesNotListenIsNotHealthy() throws Exception {
        environment.put("SERVER_PORT", "1");
        assertThat(saysHealthy()).isFalse();
        environment.put(CERTIFICATE, "tls.crt");
        assertThat(saysHealthy()).isFalse();
    }

    /** Images have it; a machine may not. */
    private static void requireOpenssl() {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "openssl")));
        if (!there) {
            String reason = "openssl is not installed; .ci/run installs it";
            if ("true".equals(System.getenv("BELLWIRE_REQUIRE_PEERS"))) {
                Assertions.fail(reason);
            }
            System.out.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
    }

    private boolean saysHealthy() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "../deploy/compose/healthy").redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process script = builder.start();
        script.getInputStream().readAllBytes();
        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return script.exitValue() == 0;
    }
}

package io.bellwire.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeakCheckTest {
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    @Test
    void findsTheThreadOfAnOpenSiem() throws Exception {
        LeakCheck leaks = LeakCheck.begin();
        try (FakeSiem siem = FakeSiem.tcp()) {
            assertThatThrownBy(() -> leaks.nothingLeft(BRIEFLY))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("thread fake-siem-accept-" + siem.port());
        }
        leaks.nothingLeft();
    }

    @Test
    void findsSocketsWhoeverOpenedThem() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "sockets are seen on Linux only");
        LeakCheck leaks = LeakCheck.begin();
        try (ServerSocket tcp = new ServerSocket(0);
                DatagramSocket udp = new DatagramSocket()) {
            assertThatThrownBy(() -> leaks.nothingLeft(BRIEFLY))
                    .hasMessageContaining(":" + tcp.getLocalPort() + " to ")
                    .hasMessageContaining(":" + udp.getLocalPort() + " to ");
        }
        leaks.nothingLeft();
    }

    @Test
    void passesOverSocketsThatWereThereBefore() throws Exception {
        try (ServerSocket before = new ServerSocket(0)) {
            LeakCheck leaks = LeakCheck.begin();
            leaks.nothingLeft(BRIEFLY);
            assertThat(before.isClosed()).isFalse();
        }
    }
}

package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PeersTest {
    @Test
    void whatIsThereIsGiven() {
        assertThat(Peers.require("sh")).matches(Files::isExecutable);
    }

    @Test
    void aMissingPeerSkipsTheTest() {
        assertThatThrownBy(() -> Peers.require("no-such-peer (made up by PeersTest)", Optional.empty(), false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("is not installed");
    }

    @Test
    void aMissingPeerFailsTheTestWherePeersAreRequired() {
        assertThatThrownBy(() -> Peers.require("no-such-peer", Optional.empty(), true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("forbids to skip");
        assertThat(Peers.find("no-such-peer")).isEmpty();
    }
}

package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageProfileTest {
    @Test
    void facilityIsLimited() {
        assertThatThrownBy(() -> profile(24, 14, 8000, "DC1"))
                .hasMessage("facility 24 for security alerts is not between 0 and 23");
        assertThatThrownBy(() -> profile(4, -1, 8000, "DC1"))
                .hasMessage("facility -1 for health issues is not between 0 and 23");
    }

    @Test
    void sizeIsLimited() {
        assertThatThrownBy(() -> profile(4, 14, 0, "DC1")).hasMessage("largest message 0 is less than one octet");
    }

    @ParameterizedTest
    @ValueSource(ints = {479, 65_508})
    void datagramsAreLimitedToWhatNetworksCarry(int octets) {
        assertThatThrownBy(() -> MessageProfile.refuseDatagramBytes(octets))
                .isInstanceOfSatisfying(
                        UnencodableMessageException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UDP_SIZE))
                .hasMessage("largest message " + octets + " is not between 480 and 65507");
    }

    @Test
    void hostnameHasToBeOne() {
        assertThatThrownBy(() -> profile(4, 14, 8000, "DC 1")).hasMessageContaining("is no host name or address");
    }

    private static MessageProfile profile(int security, int health, int octets, String hostname) {
        return new MessageProfile(
                SyslogFormat.RFC5424,
                Dialect.STANDARD,
                security,
                health,
                ZoneOffset.UTC,
                octets,
                ByteOrderMark.NEVER,
                hostname,
                4242);
    }
}

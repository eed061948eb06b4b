package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MessageProfileTest {
    @Test
    void facilityIsLimited() {
        assertThatThrownBy(() -> profile(Dialect.STANDARD, 24, 14, 8000, "DC1"))
                .hasMessage("facility 24 for security alerts is not between 0 and 23");
        assertThatThrownBy(() -> profile(Dialect.STANDARD, 4, -1, 8000, "DC1"))
                .hasMessage("facility -1 for health issues is not between 0 and 23");
    }

    @Test
    void sizeIsLimited() {
        assertThatThrownBy(() -> profile(Dialect.STANDARD, 4, 14, 65_508, "DC1"))
                .hasMessage("largest message 65508 is not between 480 and 65507");
    }

    @Test
    void hostnameHasToBeOne() {
        assertThatThrownBy(() -> profile(Dialect.STANDARD, 4, 14, 8000, "DC 1"))
                .hasMessageContaining("is no host name or address");
    }

    @Test
    void dialectMdiIsRefusedUntilItExists() {
        assertThatThrownBy(() -> profile(Dialect.MDI, 4, 14, 8000, "DC1"))
                .hasMessage("dialect mdi is not available yet");
    }

    private static MessageProfile profile(Dialect dialect, int security, int health, int octets, String hostname) {
        return new MessageProfile(
                SyslogFormat.RFC5424, dialect, security, health, ZoneOffset.UTC, octets, ByteOrderMark.NEVER, hostname);
    }
}

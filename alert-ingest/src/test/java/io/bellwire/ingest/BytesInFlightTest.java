package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {
    private final BytesInFlight bytesInFlight = new BytesInFlight(20 << 20);

    @Test
    void shareBeyondTheLimitIsRefusedAndGivenBack() {
        try (BytesInFlight.Share first = bytesInFlight.share()) {
            first.add(20 << 20);
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> {
                try (BytesInFlight.Share second = bytesInFlight.share()) {
                    second.add(1);
                }
            });
            assertThat(bytesInFlight.bytes()).isEqualTo(20 << 20);
        }
        assertThat(bytesInFlight.bytes()).isZero();
    }

    @Test
    void bodyOf10MibIsTakenAndNotOneOctetMore() throws IOException {
        try (BytesInFlight.Share share = bytesInFlight.share()) {
            assertThat(body(10 << 20, share).readAllBytes()).hasSize(10 << 20);
        }
        try (BytesInFlight.Share share = bytesInFlight.share()) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> body((10 << 20) + 1, share).readAllBytes())
                    .withMessageContaining("10485760");
        }
        assertThat(bytesInFlight.bytes()).isZero();
    }

    private static RequestBody body(int octets, BytesInFlight.Share share) {
        return new RequestBody(new ByteArrayInputStream(new byte[octets]), share);
    }
}

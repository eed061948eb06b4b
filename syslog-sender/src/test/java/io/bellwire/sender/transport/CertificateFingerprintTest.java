package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.sender.transport.CertificateFingerprint.Algorithm;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFingerprintTest {
    private static final String SHA_256 = "sha-256:" + "AB:".repeat(31) + "CD";
    private static final String SHA_1 = "sha-1:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D";

    @Test
    void everyWrittenFormIsTheSameFingerprint() {
        String digits = SHA_256.substring(8);

        for (String form : new String[] {SHA_256, digits, digits.replace(":", ""), " " + SHA_256 + "\n"}) {
            assertThat(CertificateFingerprint.parse(form)).hasToString(SHA_256);
            assertThat(CertificateFingerprint.parse(form.toLowerCase(Locale.ROOT)))
                    .hasToString(SHA_256);
        }
    }

    @Test
    void sha1OfRfc5425IsKnownButWeak() {
        assertThat(CertificateFingerprint.parse(SHA_1)).hasToString(SHA_1);
        assertThat(CertificateFingerprint.parse(SHA_1).isWeak()).isTrue();
        assertThat(CertificateFingerprint.parse(SHA_256).isWeak()).isFalse();
    }

    @Test
    void isTheHashOfTheWholeCertificate() {
        byte[] der = "abc".getBytes(US_ASCII);

        assertThat(CertificateFingerprint.of(der, Algorithm.SHA_1))
                .hasToString("sha-1:A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D");
        assertThat(CertificateFingerprint.of(der, Algorithm.of("SHA-256")).digits())
                .startsWith("BA7816BF8F01CFEA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "sha-256:AB", "md5:00:11", "sha-1:", "gg"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> CertificateFingerprint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

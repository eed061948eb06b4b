package io.bellwire.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TestCertificatesTest {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private final TestCertificates certificates = TestCertificates.shared();

    @Test
    void aServerCertificateHasItsNamesAndIsSignedByTheAuthority() throws Exception {
        TestIdentity server = certificates.server("localhost", "127.0.0.1", "::1");
        assertThat(server.certificate().getSubjectAlternativeNames())
                .containsExactly(
                        List.of(DNS, "localhost"), List.of(ADDRESS, "127.0.0.1"), List.of(ADDRESS, "0:0:0:0:0:0:0:1"));
        server.certificate().checkValidity();
        server.certificate().verify(pem(certificates.caFile()).iterator().next().getPublicKey());
    }

    @Test
    void theSameCertificateIsMadeOnce() throws Exception {
        assertThat(certificates.server("localhost", "127.0.0.1"))
                .isSameAs(certificates.server("localhost", "127.0.0.1"));
        assertThat(certificates.server("localhost")).isNotEqualTo(certificates.server("localhost", "127.0.0.1"));
    }

    @Test
    void certificatesOutsideTheirTimeAreSo() throws Exception {
        assertThatThrownBy(() -> certificates.expired("localhost").certificate().checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(() ->
                        certificates.notYetValid("localhost").certificate().checkValidity())
                .isInstanceOf(CertificateNotYetValidException.class);
    }

    @Test
    void allFilesHoldTheSameIdentity(@TempDir Path directory) throws Exception {
        TestIdentity client = TestCertificates.in(directory).client("sender");
        assertThat(pem(client.certificateFile())).hasSize(2).first().isEqualTo(client.certificate());

        String base64 = Files.readString(client.privateKeyFile()).replaceAll("-----[A-Z ]+-----|\n", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));

        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = TestIdentity.PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(client.keyStoreFile())) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        assertThat(store.getKey(alias, password)).isEqualTo(key);
        assertThat(store.getCertificate(alias)).isEqualTo(client.certificate());
        assertThat(client.sha256()).matches("[0-9a-f]{64}");
        assertThat(client.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    private static Collection<? extends Certificate> pem(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}

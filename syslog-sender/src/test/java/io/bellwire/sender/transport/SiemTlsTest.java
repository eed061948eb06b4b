package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiemTlsTest {
    @TempDir
    Path directory;

    @Test
    void renewedFilesAreTakenUpEachTime() throws Exception {
        Path ca = directory.resolve("ca.pem");
        copy(Certificates.selfSigned(directory, "dns:a"), ca);
        SiemTls tls = new SiemTls(new TlsFiles(ca, null, null, null));
        assertThat(tls.refresh()).isFalse();

        copy(Certificates.selfSigned(directory, "dns:b"), ca);
        assertThat(tls.refresh()).isTrue();
        assertThat(tls.refresh()).isFalse();

        copy(Certificates.selfSigned(directory, "dns:c"), ca);
        assertThat(tls.refresh()).isTrue();
    }

    @Test
    void keyOfAnotherCertificateIsRefusedAndTheOldPairKept() throws Exception {
        Path certificate = directory.resolve("own.pem");
        Path key = directory.resolve("own.key");
        Certificates first = Certificates.selfSigned(directory, "dns:a");
        Files.copy(first.certificateFile(), certificate);
        Files.copy(first.privateKeyFile(), key);
        SiemTls tls = new SiemTls(new TlsFiles(null, certificate, key, null));
        tls.refresh();

        copy(Certificates.selfSigned(directory, "dns:b"), certificate);
        assertThatThrownBy(tls::refresh).hasMessage(key + " is not the key of the certificate in " + certificate);

        Files.copy(first.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);
        assertThat(tls.refresh()).as("the pair from before is still in use").isFalse();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Certificates own = Certificates.selfSigned(directory, "dns:a");

        assertThatThrownBy(() -> new SiemTls(new TlsFiles(empty, null, null, null)).refresh())
                .hasMessage(empty + " holds no certificate (PEM)");
        assertThatThrownBy(() -> new SiemTls(new TlsFiles(null, own.certificateFile(), empty, null)).refresh())
                .hasMessageStartingWith(empty + " holds no private key in PKCS#8");
    }

    private static void copy(Certificates certificate, Path to) throws Exception {
        Files.copy(certificate.certificateFile(), to, StandardCopyOption.REPLACE_EXISTING);
    }
}

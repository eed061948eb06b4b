package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiemTlsTest {
    @TempDir
    Path directory;

    @Test
    void renewedFilesAreTakenUpEachTime() throws Exception {
        Path ca = directory.resolve("ca.pem");
        copy(Certificates.of("dns:a"), ca);
        SiemTls tls = new SiemTls(new TlsFiles(ca, null, null, null));
        assertThat(tls.refresh()).isFalse();

        copy(Certificates.of("dns:b"), ca);
        assertThat(tls.refresh()).isTrue();
        assertThat(tls.refresh()).isFalse();

        copy(Certificates.of("dns:c"), ca);
        assertThat(tls.refresh()).isTrue();
    }

    @Test
    void swapsOfAKubernetesSecretAreTakenUpEachTime() throws Exception {
        Path data = directory.resolve("..data");
        Path certificate = Files.createSymbolicLink(directory.resolve("tls.crt"), Path.of("..data", "tls.crt"));
        Path key = Files.createSymbolicLink(directory.resolve("tls.key"), Path.of("..data", "tls.key"));
        swap(data, "..1", Certificates.of("dns:a"));
        SiemTls tls = new SiemTls(new TlsFiles(null, certificate, key, null));
        assertThat(tls.refresh()).isFalse();

        swap(data, "..2", Certificates.of("dns:b"));
        assertThat(tls.refresh()).isTrue();
        assertThat(tls.refresh()).isFalse();

        swap(data, "..3", Certificates.of("dns:c"));
        assertThat(tls.refresh()).isTrue();
    }

    @Test
    void aFileThatIsHalfWrittenOrGarbageIsRefusedAndTheOldOneKept() throws Exception {
        Path ca = directory.resolve("ca.pem");
        Certificates first = Certificates.of("dns:a");
        copy(first, ca);
        SiemTls tls = new SiemTls(new TlsFiles(ca, null, null, null));
        tls.refresh();

        String whole = Files.readString(ca);
        Files.writeString(ca, whole + whole.substring(0, whole.length() / 2));
        assertThatThrownBy(tls::refresh).hasMessageStartingWith(ca + " holds no usable certificate (PEM)");
        Files.writeString(ca, "garbage");
        assertThatThrownBy(tls::refresh).hasMessageStartingWith(ca + " holds no");
        Files.delete(ca);
        assertThatThrownBy(tls::refresh).hasMessage(ca + " does not exist");

        copy(first, ca);
        assertThat(tls.refresh()).as("the one from before is still in use").isFalse();
    }

    @Test
    void aKeyThatIsBrokenIsRefused() throws Exception {
        Certificates own = Certificates.of("dns:a");
        Path key = directory.resolve("own.key");
        SiemTls tls = new SiemTls(new TlsFiles(null, own.certificateFile(), key, null));
        for (String base64 : List.of("A", "AAAA", "A=A=")) {
            Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
            assertThatThrownBy(tls::refresh)
                    .isInstanceOf(UnusableTlsFileException.class)
                    .hasMessageStartingWith(key.toString());
        }
    }

    @Test
    void tellsOfAKeyThatEverybodyMayRead() throws Exception {
        Certificates own = Certificates.of("dns:a");
        SiemTls tls = new SiemTls(new TlsFiles(null, own.certificateFile(), own.privateKeyFile(), null));

        Files.setPosixFilePermissions(own.privateKeyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(tls.isPrivateKeyOpenToAll()).isFalse();
        Files.setPosixFilePermissions(own.privateKeyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(tls.isPrivateKeyOpenToAll()).isTrue();
    }

    @Test
    void keyOfAnotherCertificateIsRefusedAndTheOldPairKept() throws Exception {
        Path certificate = directory.resolve("own.pem");
        Path key = directory.resolve("own.key");
        Certificates first = Certificates.of("dns:a");
        Files.copy(first.certificateFile(), certificate);
        Files.copy(first.privateKeyFile(), key);
        SiemTls tls = new SiemTls(new TlsFiles(null, certificate, key, null));
        tls.refresh();

        copy(Certificates.of("dns:b"), certificate);
        assertThatThrownBy(tls::refresh).hasMessage(key + " is not the key of the certificate in " + certificate);

        Files.copy(first.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);
        assertThat(tls.refresh()).as("the pair from before is still in use").isFalse();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Certificates own = Certificates.of("dns:a");

        assertThatThrownBy(() -> new SiemTls(new TlsFiles(empty, null, null, null)).refresh())
                .hasMessage(empty + " holds no certificate (PEM)");
        assertThatThrownBy(() -> new SiemTls(new TlsFiles(null, own.certificateFile(), empty, null)).refresh())
                .hasMessageStartingWith(empty + " holds no private key in PKCS#8");
    }

    /** As the kubelet does it: files in a folder of their own, then the link to it is replaced in one step. */
    private void swap(Path data, String folder, Certificates pair) throws Exception {
        Path version = Files.createDirectory(directory.resolve(folder));
        Files.copy(pair.certificateFile(), version.resolve("tls.crt"));
        Files.copy(pair.privateKeyFile(), version.resolve("tls.key"));
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), version.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Certificates certificate, Path to) throws Exception {
        Files.copy(certificate.certificateFile(), to, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.sender.transport.CertificateFingerprint;
import io.bellwire.sender.transport.Certificates;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TlsRenewalTest {
    @TempDir
    Path directory;

    private Path ca;
    private long nanos;
    private TlsRenewal renewal;

    @BeforeEach
    void begin() {
        ca = directory.resolve("ca.pem");
        renewal = new TlsRenewal(new SiemTls(new TlsFiles(ca, null, null, null)), () -> nanos);
    }

    @Test
    void aMissingFileIsSaidAtStartInOneLine(CapturedOutput output) {
        renewal.begin();
        lookAgain();
        lookAgain();

        assertThat(renewal.fault()).isEqualTo(ca + " does not exist");
        assertThat(output.getOut().lines())
                .singleElement()
                .asString()
                .contains("ERROR", "Certificate files cannot be used", ca + " does not exist");
    }

    @Test
    void takesUpEachSwapWithinFiveSeconds() throws Exception {
        put("dns:a");
        renewal.begin();
        put("dns:b");
        assertThat(renewal.renewedIfDue()).as("not yet due").isFalse();

        assertThat(lookAgain()).isTrue();
        assertThat(lookAgain()).isFalse();
        put("dns:c");
        assertThat(lookAgain()).isTrue();
    }

    @Test
    void whatIsHalfWrittenAtOneLookIsNotSaid(CapturedOutput output) throws Exception {
        put("dns:a");
        renewal.begin();
        Files.writeString(ca, "-----BEGIN CERTIFICATE-----\nMIIB");
        assertThat(lookAgain()).isFalse();
        put("dns:b");

        assertThat(lookAgain()).isTrue();
        assertThat(renewal.fault()).isNull();
        assertThat(output.getOut()).doesNotContain("ERROR");
    }

    @Test
    void whatStaysUnusableIsSaidOnceAndItsEndToo(CapturedOutput output) throws Exception {
        Certificates first = put("dns:a");
        renewal.begin();
        Files.writeString(ca, "garbage");
        lookAgain();
        lookAgain();
        lookAgain();
        assertThat(renewal.fault()).contains("holds no");

        Files.copy(first.certificateFile(), ca, StandardCopyOption.REPLACE_EXISTING);
        assertThat(lookAgain()).as("the same as before").isFalse();
        assertThat(renewal.fault()).isNull();
        assertThat(output.getOut().lines().filter(line -> line.contains("ERROR")))
                .hasSize(1);
        assertThat(output.getOut()).contains("Certificate files can be used again");
    }

    @Test
    void aWeakPinIsSaidAtStart(CapturedOutput output) {
        String sha1 = "sha-1:" + "AB:".repeat(19) + "CD";
        CertificateFingerprint pin = CertificateFingerprint.parse(sha1);
        new TlsRenewal(new SiemTls(new TlsFiles(null, null, null, pin)), () -> nanos).begin();

        assertThat(output.getOut().lines())
                .singleElement()
                .asString()
                .contains("WARN", "bellwire.siem-certificate-sha256 holds a sha-1 fingerprint, which is weak");
    }

    private boolean lookAgain() {
        nanos += Duration.ofSeconds(5).toNanos();
        return renewal.renewedIfDue();
    }

    private Certificates put(String name) throws Exception {
        Certificates made = Certificates.of(name);
        Files.copy(made.certificateFile(), ca, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }
}

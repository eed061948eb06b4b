package io.bellwire.serving;

import io.bellwire.siem.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A secret as Kubernetes mounts it: its files lead through the link {@code ..data}, which is swapped when it changes. */
final class SecretDirectory {
    private final Path directory;
    private int version;

    private SecretDirectory(Path directory) {
        this.directory = directory;
    }

    static SecretDirectory of(Path directory, TestIdentity identity) throws IOException {
        SecretDirectory secret = new SecretDirectory(directory);
        secret.swap(identity.certificateFile(), identity.privateKeyFile());
        Files.createSymbolicLink(secret.certificate(), Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(secret.privateKey(), Path.of("..data", "tls.key"));
        return secret;
    }

    Path certificate() {
        return directory.resolve("tls.crt");
    }

    Path privateKey() {
        return directory.resolve("tls.key");
    }

    void swap(TestIdentity identity) throws IOException {
        swap(identity.certificateFile(), identity.privateKeyFile());
    }

    /** As the kubelet does it: the old version goes when the new one is in place. */
    void swap(Path certificateFile, Path privateKeyFile) throws IOException {
        Path before = directory.resolve("..version-" + version);
        Path now = Files.createDirectory(directory.resolve("..version-" + ++version));
        Files.copy(certificateFile, now.resolve("tls.crt"));
        Files.copy(privateKeyFile, now.resolve("tls.key"));
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), now.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(before)) {
            Files.delete(before.resolve("tls.crt"));
            Files.delete(before.resolve("tls.key"));
            Files.delete(before);
        }
    }
}

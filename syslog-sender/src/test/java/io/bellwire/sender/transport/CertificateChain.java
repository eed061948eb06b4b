package io.bellwire.sender.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;

/**
 * A certificate of an authority that was itself signed by a root.
 *
 * @param alone the certificate without those that lead to the root
 * @param whole the certificate and its authority's behind it
 */
record CertificateChain(Path rootFile, Path authorityFile, Certificates alone, Certificates whole) {

    static CertificateChain of(Path directory, String names) {
        try {
            Path store = directory.resolve("chain.p12");
            Certificates.keytool(store, "root", "CN=test root", "-ext", "bc:c=ca:true");
            Certificates.keytool(store, "authority", "CN=test authority", "-signer", "root", "-ext", "bc:c=ca:true");
            Certificates.keytool(store, "siem", "CN=test", "-signer", "authority", "-ext", "san=" + names);
            KeyStore keys = Certificates.load(store);
            Certificate[] chain = keys.getCertificateChain("siem");
            return new CertificateChain(
                    Certificates.written(directory, chain[2]),
                    Certificates.written(directory, chain[1]),
                    showing(directory, keys, Arrays.copyOf(chain, 1)),
                    showing(directory, keys, Arrays.copyOf(chain, 2)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificates showing(Path directory, KeyStore keys, Certificate... shown)
            throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("siem", keys.getKey("siem", Certificates.PASSWORD), Certificates.PASSWORD, shown);
        Path store = directory.resolve("showing-" + shown.length + ".p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            own.store(out, Certificates.PASSWORD);
        }
        return Certificates.exported(directory, store);
    }
}

package io.bellwire.sender.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate and its key, made by the JDK's keytool in a directory of the test. */
public record Certificates(Path store, Path certificateFile, Path privateKeyFile) {
    private static final Map<String, Certificates> MADE = new ConcurrentHashMap<>();
    static final char[] PASSWORD = "password".toCharArray();

    /** The one for these names, made at most once per JVM: each takes as long as a JVM to start. */
    public static Certificates of(String names) {
        return MADE.computeIfAbsent(names, missing -> {
            try {
                Path directory = Files.createTempDirectory("certificates");
                Certificates made = selfSigned(directory, missing);
                for (Path file : List.of(directory, made.store, made.certificateFile, made.privateKeyFile)) {
                    file.toFile().deleteOnExit();
                }
                return made;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * Valid from an hour ago until the day after tomorrow.
     *
     * @param names such as {@code dns:localhost,ip:127.0.0.1}
     */
    public static Certificates selfSigned(Path directory, String names) {
        return selfSigned(directory, names, "-startdate", "-1H", "-validity", "2");
    }

    static Certificates selfSigned(Path directory, String names, String... validity) {
        List<String> options = new ArrayList<>(List.of("-ext", "san=" + names));
        options.addAll(List.of(validity));
        return made(directory, "CN=test", options.toArray(String[]::new));
    }

    /** Signed by itself, and made out to nobody but its subject, such as {@code CN=siem.contoso.com}. */
    static Certificates ofSubject(Path directory, String subject) {
        return made(directory, subject, "-startdate", "-1H");
    }

    private static Certificates made(Path directory, String subject, String... options) {
        try {
            Path store = Files.createTempFile(directory, "store", ".p12");
            Files.delete(store);
            keytool(store, "siem", subject, options);
            return exported(directory, store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a key pair and its certificate; the first half of the options makes keytool three times as fast. */
    static void keytool(Path store, String alias, String subject, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-J-Dkeystore.pkcs12.macIterationCount=1",
                "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
                "-J-Dkeystore.pkcs12.keyPbeIterationCount=1"));
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", subject, "-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", "password"));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Certificates exported(Path directory, Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = load(store);
        Path key = Files.createTempFile(directory, "key", ".pem");
        PrivateKey secret = (PrivateKey) keys.getKey("siem", PASSWORD);
        Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
        return new Certificates(store, written(directory, keys.getCertificate("siem")), key);
    }

    static Path written(Path directory, Certificate certificate) throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile(directory, "certificate", ".pem");
        return Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
    }

    /** A server that shows this certificate; asks for none of the client unless told whom to trust. */
    public SSLContext server(Certificates... trustedClients) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(store), PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(trustedClients), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        try {
            return (X509Certificate) load(store).getCertificate("siem");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    CertificateFingerprint fingerprint(CertificateFingerprint.Algorithm algorithm) throws CertificateEncodingException {
        return CertificateFingerprint.of(certificate(), algorithm);
    }

    /** A sensor that trusts this certificate. */
    public TlsFiles trusting() {
        return new TlsFiles(certificateFile, null, null, null);
    }

    private static TrustManager[] trust(Certificates... trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry("client-" + i, load(trusted[i].store).getCertificate("siem"));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}

package io.bellwire.siem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority for tests, made at run time by the JDK's own keytool, so that no key is kept anywhere. Each new
 * certificate takes about half a second; the same one asked for again takes nothing. Thread-safe.
 */
public final class TestCertificates {
    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");
    private static final String CA = "ca";

    private final Path directory;
    private final Keytool keytool;
    private final Path caFile;
    private final TrustManagerFactory trust;
    private final Map<List<String>, TestIdentity> made = new HashMap<>();

    private TestCertificates(Path directory, String name) throws IOException {
        this.directory = directory;
        keytool = new Keytool(directory.resolve("authority.p12"));
        keytool.makeKeyPair(
                CA,
                "CN=" + name,
                List.of("-validity", "30", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign,cRLSign"));
        caFile = directory.resolve("ca.pem");
        trust = trust(keytool.certificate(CA));
        Pem.writeCertificates(caFile, List.of(keytool.certificate(CA)));
    }

    /** A new authority with a name and a key that no other has, whose files lie in this directory, which must exist. */
    public static TestCertificates in(Path directory) throws IOException {
        return new TestCertificates(directory, "Bellwire test CA " + UUID.randomUUID());
    }

    /** One authority for all tests of this JVM; its files are deleted when the JVM ends. */
    public static TestCertificates shared() {
        return Shared.CERTIFICATES;
    }

    /** The authority's certificate as PEM: what a sender that trusts it is given. */
    public Path caFile() {
        return caFile;
    }

    /** A server certificate for these DNS names and addresses, valid now. */
    public TestIdentity server(String... names) throws IOException {
        return make("-1d", 20, "serverAuth", names);
    }

    /** Ended five days ago. */
    public TestIdentity expired(String... names) throws IOException {
        return make("-10d", 5, "serverAuth", names);
    }

    /** Begins in ten days. */
    public TestIdentity notYetValid(String... names) throws IOException {
        return make("+10d", 5, "serverAuth", names);
    }

    /** A client certificate with this common name. */
    public TestIdentity client(String commonName) throws IOException {
        return make("-1d", 20, "clientAuth", commonName);
    }

    /** What a client uses that trusts this authority and shows no certificate. */
    public SSLContext trusting() {
        return TestIdentity.context(null, trust);
    }

    private synchronized TestIdentity make(String start, int days, String usage, String... names) throws IOException {
        List<String> key =
                Stream.concat(Stream.of(start, usage), Stream.of(names)).toList();
        TestIdentity before = made.get(key);
        if (before != null) {
            return before;
        }
        String alias = "identity-" + (made.size() + 1);
        keytool.makeKeyPair(alias, "CN=" + names[0], options(start, days, usage, names));
        TestIdentity identity = TestIdentity.write(directory, alias, keytool.load(), trust);
        made.put(key, identity);
        return identity;
    }

    private static List<String> options(String start, int days, String usage, String... names) {
        String alternatives =
                Arrays.stream(names).map(TestCertificates::alternative).collect(Collectors.joining(","));
        return List.of(
                "-signer",
                CA,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days),
                "-ext",
                "san=" + alternatives,
                "-ext",
                "eku=" + usage,
                "-ext",
                "ku:c=digitalSignature");
    }

    private static String alternative(String name) {
        boolean address = name.contains(":") || IPV4.matcher(name).matches();
        return (address ? "ip:" : "dns:") + name;
    }

    private static TrustManagerFactory trust(Certificate certificate) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(CA, certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IOException("no trust in the test CA", e);
        }
    }

    private static final class Shared {
        static final TestCertificates CERTIFICATES = make();

        private static TestCertificates make() {
            try {
                Path directory = Files.createTempDirectory("bellwire-certificates");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
                return in(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(directory);
            } catch (IOException stays) {
                // The system cleans its temporary directory.
            }
        }
    }
}

package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** The JDK's keytool, run as a process: the one part of the JDK that makes certificates. */
final class Keytool {
    /** Makes the short-lived JVM start quicker, and its key store, which guards nothing, quick to open: 0.4 s instead of 1.2. */
    private static final List<String> QUICK = List.of(
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-J-Xshare:auto",
            "-J-Dkeystore.pkcs12.macIterationCount=1",
            "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.keyPbeIterationCount=1");

    private final Path keyStore;

    Keytool(Path keyStore) {
        this.keyStore = keyStore;
    }

    void makeKeyPair(String alias, String subject, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(QUICK);
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", subject, "-storetype", "PKCS12", "-keystore", keyStore.toString()));
        command.addAll(List.of("-storepass", TestIdentity.PASSWORD));
        command.addAll(options);
        run(command);
    }

    KeyStore load() throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, TestIdentity.PASSWORD.toCharArray());
            return loaded;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read " + keyStore, e);
        }
    }

    Certificate certificate(String alias) throws IOException {
        try {
            return load().getCertificate(alias);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate " + alias + " in " + keyStore, e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("keytool ended with " + exit + ": " + said);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}

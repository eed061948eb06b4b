package io.bellwire.siem;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/** The command line of the SIEM program as setups of what shall listen; an {@code IllegalArgumentException} says what is wrong with it. */
final class SiemOptions {
    static final String USAGE = """
        Options: --udp PORT  --tcp PORT  --tls PORT  (any of them; port 0 is any free one)
          --address ADDRESS        where to listen, 127.0.0.1 by default
          --key-store FILE         PKCS #12 with the key and certificate for TLS
          --key-store-password P   changeit by default
          --receive-buffer BYTES   the kernel's, the system's default without it
        """;

    private static final List<String> KNOWN =
            List.of("--udp", "--tcp", "--tls", "--address", "--key-store", "--key-store-password", "--receive-buffer");

    private final Map<String, String> values = new TreeMap<>();

    SiemOptions(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!KNOWN.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("no option, or no value for it: " + arguments.get(i));
            }
            values.put(arguments.get(i), arguments.get(i + 1));
        }
    }

    List<SiemSetup> setups() throws IOException {
        List<SiemSetup> setups = new ArrayList<>();
        if (values.containsKey("--udp")) {
            setups.add(setup("--udp", SiemSetup.udp()));
        }
        if (values.containsKey("--tcp")) {
            setups.add(setup("--tcp", SiemSetup.tcp()));
        }
        if (values.containsKey("--tls")) {
            setups.add(setup("--tls", SiemSetup.tls(identity())));
        }
        if (setups.isEmpty()) {
            throw new IllegalArgumentException("nothing to listen at");
        }
        return setups;
    }

    private SiemSetup setup(String option, SiemSetup transport) throws IOException {
        return transport
                .onAddress(InetAddress.getByName(values.getOrDefault("--address", "127.0.0.1")))
                .onPort(number(option))
                .withReceiveBuffer(number("--receive-buffer"))
                .countingOnly();
    }

    private SSLContext identity() throws IOException {
        String file = values.get("--key-store");
        if (file == null) {
            throw new IllegalArgumentException("--tls needs a --key-store");
        }
        char[] password = values.getOrDefault("--key-store-password", TestIdentity.PASSWORD)
                .toCharArray();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return TestIdentity.presenting(store, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("no identity in " + file, e);
        }
    }

    /** 0 without the option. */
    private int number(String option) {
        String value = values.getOrDefault(option, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number instead of " + value, e);
        }
    }
}

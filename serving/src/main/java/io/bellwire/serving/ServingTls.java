package io.bellwire.serving;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the SSL bundle {@code bellwire} of a certificate and its key, both PEM files, and serves HTTPS by it. The files are
 * watched; a pair that cannot be used, or does not belong together, never replaces one that is in use. What Spring Boot's own
 * properties say wins.
 */
final class ServingTls implements EnvironmentPostProcessor, Ordered {
    static final String CERTIFICATE_FILE = "bellwire.tls-certificate-file";
    static final String PRIVATE_KEY_FILE = "bellwire.tls-private-key-file";

    private static final String BUNDLE = "spring.ssl.bundle.pem.bellwire.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (application.getWebApplicationType() == WebApplicationType.NONE) {
            return;
        }
        Path certificate = file(environment, CERTIFICATE_FILE);
        Path privateKey = file(environment, PRIVATE_KEY_FILE);
        if (certificate == null && privateKey == null) {
            return;
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "servingTls",
                        Map.of(
                                BUNDLE + "keystore.certificate",
                                "file:" + required(certificate, CERTIFICATE_FILE, PRIVATE_KEY_FILE),
                                BUNDLE + "keystore.private-key",
                                "file:" + required(privateKey, PRIVATE_KEY_FILE, CERTIFICATE_FILE),
                                BUNDLE + "keystore.verify-keys",
                                "true",
                                BUNDLE + "reload-on-update",
                                "true",
                                BUNDLE + "options.enabled-protocols",
                                "TLSv1.3,TLSv1.2",
                                "server.ssl.bundle",
                                "bellwire")));
    }

    /** When all other properties are there, those of files too. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static @Nullable Path file(ConfigurableEnvironment environment, String property) {
        String name = environment.getProperty(property, "");
        return name.isBlank() ? null : Path.of(name).toAbsolutePath();
    }

    private static Path required(@Nullable Path file, String property, String other) {
        if (file == null) {
            throw new InvalidConfigurationPropertyValueException(
                    property, null, variable(property) + " is not set, and " + variable(other) + " is: TLS wants both");
        }
        return file;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}

package io.bellwire.schemas;

import java.time.Duration;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** A program cannot start because Kafka does not answer it or does not let it in; the message says where and why. */
public final class UnusableClusterException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private static final String NOT_TRUSTED = "PKIX path";
    private static final String OTHER_NAME = "No subject alternative";
    private static final String BY_THE_BROKER = "Received fatal alert";

    private final String cure;

    private UnusableClusterException(String message, String cure, @Nullable Throwable cause) {
        super(message, cause);
        this.cure = cure;
    }

    /** @param bootstrapServers where Kafka was looked for */
    static UnusableClusterException of(String bootstrapServers, Throwable failure) {
        String kafka = "Kafka at " + bootstrapServers;
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SaslAuthenticationException || one instanceof UnsupportedSaslMechanismException) {
                return new UnusableClusterException(
                        kafka + " does not let this program sign in: " + one.getMessage(),
                        "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG has to hold a user that Kafka knows and its password,"
                                + " SPRING_KAFKA_PROPERTIES_SASL_MECHANISM the mechanism that it wants.",
                        failure);
            }
            if (one instanceof SslAuthenticationException) {
                String reason = one.getCause() == null ? words(one) : words(one.getCause());
                return new UnusableClusterException(
                        kafka + " cannot be talked to by TLS: " + reason, cureOfTls(reason), failure);
            }
            if (one instanceof TimeoutException) {
                return new UnusableClusterException(
                        kafka + " does not answer: " + one.getMessage(),
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS has to name brokers that can be reached from here, by the port of a"
                                + " listener that talks as SPRING_KAFKA_SECURITY_PROTOCOL says (PLAINTEXT when it is not"
                                + " set; SASL_SSL, SSL).",
                        failure);
            }
        }
        return new UnusableClusterException(
                kafka + " cannot be used: " + rootOf(failure),
                "SPRING_KAFKA_BOOTSTRAP_SERVERS has to name brokers, the other SPRING_KAFKA_… how to talk to them and to sign"
                        + " in; docs/OPERATING.md has them for each kind of listener.",
                failure);
    }

    static UnusableClusterException speaksTls(String bootstrapServers) {
        return new UnusableClusterException(
                "Kafka at " + bootstrapServers + " speaks TLS, and this program was told to speak without",
                "SPRING_KAFKA_SECURITY_PROTOCOL has to be that of the listener at this port: SASL_SSL or SSL.",
                null);
    }

    /** @param failure the last one, if there was any */
    static UnusableClusterException unreadable(String topic, Duration within, @Nullable Throwable failure) {
        return new UnusableClusterException(
                "topic '" + topic + "' could not be read to its end within " + within
                        + (failure == null ? "" : ": " + rootOf(failure)),
                "Kafka has to answer, and this program's user has to have the right to Read this topic; docs/OPERATING.md"
                        + " lists the rights of each program.",
                failure);
    }

    /** What an operator has to set right, in a sentence. */
    public String cure() {
        return cure;
    }

    private static String cureOfTls(String reason) {
        if (reason.contains(NOT_TRUSTED)) {
            return "SPRING_KAFKA_SSL_TRUST_STORE_LOCATION has to hold the certificate of the authority that signed Kafka's, and"
                    + " both have to be valid now.";
        }
        if (reason.contains(OTHER_NAME)) {
            return "SPRING_KAFKA_BOOTSTRAP_SERVERS, and what the brokers advertise, has to be a name that stands in Kafka's"
                    + " certificate.";
        }
        if (reason.contains(BY_THE_BROKER)) {
            return "SPRING_KAFKA_SSL_KEY_STORE_LOCATION has to hold a certificate for clients that is valid now and signed by an"
                    + " authority that Kafka trusts: Kafka refused this one, or misses one.";
        }
        return "SPRING_KAFKA_SECURITY_PROTOCOL has to be that of the listener at this port, and both sides have to have a"
                + " version of TLS in common.";
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return words(root);
    }

    private static String words(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}

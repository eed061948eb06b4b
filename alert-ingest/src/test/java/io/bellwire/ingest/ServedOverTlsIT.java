package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

@Timeout(120)
class ServedOverTlsIT {
    private static final Map<String, String> SMALL = Map.of(
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1");

    @Test
    void alertsAreTakenOverTlsFromProducersWithACertificateAndTheToken() throws Exception {
        TestCertificates authority = TestCertificates.shared();
        TestIdentity own = authority.server("127.0.0.1");
        EmbeddedKafkaBroker kafka = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(SMALL);
        kafka.afterPropertiesSet();
        try (ConfigurableApplicationContext intake = AlertIngestApplication.builder()
                .run(
                        "--server.port=0",
                        "--bellwire.ingest-token=" + IngestClient.TOKEN,
                        "--bellwire.tls-certificate-file=" + own.certificateFile(),
                        "--bellwire.tls-private-key-file=" + own.privateKeyFile(),
                        "--server.ssl.client-auth=need",
                        "--spring.ssl.bundle.pem.bellwire.truststore.certificate=file:" + authority.caFile(),
                        "--spring.kafka.bootstrap-servers=" + kafka.getBrokersAsString())) {
            int port = intake.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            IngestClient producer =
                    new IngestClient(port, authority.client("producer").context());

            assertThat(producer.post(SampleRequests.minimal("a")).statusCode()).isEqualTo(202);
            assertThat(producer.get("/api/v1/alerts").statusCode()).isEqualTo(401);
            assertThatThrownBy(() -> new IngestClient(port, authority.trusting()).post(SampleRequests.minimal("b")))
                    .isInstanceOf(SSLException.class);
        } finally {
            kafka.destroy();
        }
    }
}

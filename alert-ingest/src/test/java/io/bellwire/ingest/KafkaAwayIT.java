package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class KafkaAwayIT {
    @Test
    @Timeout(120)
    void requestIsRefusedInBoundedTimeAndTakenBackNothing() throws Exception {
        EmbeddedKafkaBroker kafka = new EmbeddedKafkaKraftBroker(1, 1).brokerProperty("min.insync.replicas", "1");
        kafka.afterPropertiesSet();
        try (ConfigurableApplicationContext intake = start(kafka.getBrokersAsString())) {
            IngestClient client =
                    new IngestClient(Integer.parseInt(intake.getEnvironment().getProperty("local.server.port")));
            assertThat(client.post(SampleRequests.minimal("a")).statusCode()).isEqualTo(202);

            kafka.destroy();
            long before = System.nanoTime();
            HttpResponse<String> answer = client.post(SampleRequests.array(500));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            assertThat(intake.getBean(BytesInFlight.class).bytes()).isZero();
            assertThat(client.dryRun(SampleRequests.minimal("a")).statusCode()).isEqualTo(200);
            assertThat(client.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    private static ConfigurableApplicationContext start(String bootstrapServers) {
        return AlertIngestApplication.builder()
                .run(
                        "--server.port=0",
                        "--bellwire.ingest-token=" + IngestClient.TOKEN,
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers);
    }
}

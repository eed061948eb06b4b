package io.bellwire.ingest;

import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.stage.Stage;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Wires the intake by HTTP, and what both ways in share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
class IngestConfiguration {
    /** On top of the producer's own time-out, which should strike first. */
    private static final Duration ANSWER_SLACK = Duration.ofSeconds(2);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Topics topics(IngestProperties properties) {
        return properties.topics();
    }

    /** It does not act on the settings that it follows; it says which revision it has taken up, as every program does. */
    @Bean
    Stage stage(IngestProperties properties) {
        return new Stage(
                Service.ALERT_INGEST,
                properties.hostName(),
                List.of(Topic.ALERTS_INCOMING, Topic.ALERTS, Topic.REJECTED),
                List.of(IntakeMetrics.RECEIVED));
    }

    @Bean
    AlertDecoder alertDecoder(IngestProperties properties) {
        return new AlertDecoder(new AlertRequest.Defaults(
                "Microsoft", "Azure ATP", properties.productVersion(), AlertCatalogue.load()));
    }

    /** What an answer of 202 promises is not left to a configuration file. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer durableProducer() {
        return factory -> factory.updateConfigs(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
    }

    @Bean
    @SuppressWarnings("unchecked") // durableProducer() sets the serializers of these types
    AlertPublisher alertPublisher(ProducerFactory<?, ?> producers, Topics topics) {
        Object deliveryTimeout = producers.getConfigurationProperties().get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        return new AlertPublisher(
                (ProducerFactory<String, byte[]>) producers,
                topics.name(Topic.ALERTS),
                Duration.ofMillis(Long.parseLong(String.valueOf(deliveryTimeout)))
                        .plus(ANSWER_SLACK));
    }

    @Bean
    BytesInFlight bytesInFlight(IngestProperties properties) {
        return new BytesInFlight(properties.ingestBytesInFlightMax().toBytes());
    }

    @Bean
    FreeSpace freeSpace(IngestProperties properties) {
        return FreeSpace.on(properties.freeSpaceDir(), properties.freeSpaceMin());
    }

    /** A client that asks before it sends a large body is told to go on only when somebody will read it. */
    @Bean
    TomcatConnectorCustomizer leaveToSendOnRead() {
        return connector -> connector.setProperty("continueResponseTiming", "onRead");
    }

    @Bean
    Producers producers(IngestProperties properties, MeterRegistry registry) {
        return new Producers(properties, registry, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    FilterRegistrationBean<BearerTokenFilter> bearerTokenFilter(
            Producers producers, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        FilterRegistrationBean<BearerTokenFilter> registration =
                new FilterRegistrationBean<>(new BearerTokenFilter(producers, answers));
        registration.addUrlPatterns("/api/*");
        return registration;
    }
}

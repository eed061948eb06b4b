package io.bellwire.config.lookup;

import io.bellwire.schemas.Topics;
import io.bellwire.settings.SettingsFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Ties looking things up to Kafka. */
@Configuration(proxyBeanMethods = false)
class LookupWiring {
    @Bean(destroyMethod = "close")
    ReaderPool readerPool(ConsumerFactory<?, ?> consumers) {
        return new ReaderPool(consumers.getConfigurationProperties());
    }

    @Bean
    AlertLookup alertLookup(ReaderPool pool, Topics topics, SettingsFollower settings) {
        return new AlertLookup(pool, topics, settings, System::nanoTime);
    }

    @Bean
    RejectedRecords rejectedRecords(ReaderPool pool, Topics topics) {
        return new RejectedRecords(pool, topics, System::nanoTime);
    }
}

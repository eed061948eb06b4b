package io.bellwire.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.config.TestBroker;
import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SettingsPublisherIT {
    private static final Author AUTHOR = new Author("admin", "192.0.2.7", "api");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration READ_BACK_MAX = Duration.ofMillis(200);

    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void whatWasWrittenAndNotReadBackIsUnknownToTheCallerAndCountsForAll() {
        Topics topics = broker.create("unread.", Topic.SETTINGS);
        SettingsFollower deaf = follower(topics);
        deaf.close();
        try (SettingsPublisher publisher = new SettingsPublisher(broker.kafka(), topics, deaf, CLOCK, READ_BACK_MAX)) {
            assertThatThrownBy(() -> publisher.save(0, to("one"), AUTHOR))
                    .isInstanceOf(KafkaAwayException.class)
                    .hasMessageContaining("read them before you save again");

            // Whoever saves again as if nothing had happened cannot overwrite what was saved after all.
            assertThatThrownBy(() -> publisher.save(0, to("two"), AUTHOR)).isInstanceOf(KafkaAwayException.class);
        }
        try (SettingsFollower follower = follower(topics);
                SettingsPublisher publisher = new SettingsPublisher(broker.kafka(), topics, follower, CLOCK)) {
            assertThat(follower.revisions()).containsExactly(new SavedSettings(1, NOW, "admin", to("one")));
            assertThat(publisher.save(0, to("three"), AUTHOR)).isEmpty();
            assertThat(publisher.save(1, to("three"), AUTHOR)).get().isEqualTo(follower.current());
        }
    }

    @Test
    void whatIsFarAheadOfEverythingKnownIsRefusedWithoutARecord() {
        Topics topics = broker.create("ahead.", Topic.SETTINGS);
        try (SettingsFollower follower = follower(topics);
                SettingsPublisher publisher = new SettingsPublisher(broker.kafka(), topics, follower, CLOCK)) {
            assertThat(publisher.save(101, to("one"), AUTHOR)).isEmpty();
            assertThat(publisher.save(100, to("two"), AUTHOR)).isEmpty(); // written, and passed over

            assertThat(publisher.save(0, to("three"), AUTHOR))
                    .get()
                    .extracting(SavedSettings::revision)
                    .isEqualTo(1L);
            assertThat(follower.revisions()).hasSize(1);
        }
    }

    private static SettingsFollower follower(Topics topics) {
        SettingsFollower follower = new SettingsFollower(broker.kafka(), topics);
        follower.start();
        return follower;
    }

    private static SyslogSettings to(String host) {
        return new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint(host, 514),
                Transport.UDP,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                AdvancedSettings.defaults(Transport.UDP, SyslogFormat.RFC5424));
    }
}

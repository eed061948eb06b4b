package io.bellwire.config.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.pipeline.NearDeletion;
import io.bellwire.config.pipeline.PipelineStage;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionWarningTest {
    private static final Instant FROM = Instant.parse("2026-11-24T14:03:00Z");

    @Test
    void saysHowMuchFromWhenAndWhatToDo() {
        Map<PipelineStage, NearDeletion> found =
                Map.of(PipelineStage.SENDER, new NearDeletion("soc.syslog-messages", 1234, FROM));

        assertThat(DeletionWarning.of(found, settings(true)))
                .containsExactly(
                        "1,234 messages wait so long that Kafka deletes them from 24 Nov 2026, 14:03:00 UTC on:"
                                + " see below why DC01 does not deliver,"
                                + " or lengthen retention.ms of the topic soc.syslog-messages.");
    }

    @Test
    void oneThatMayGoAtAnyMomentIsToldSo() {
        Map<PipelineStage, NearDeletion> found =
                Map.of(PipelineStage.INGEST, new NearDeletion("alerts-incoming", 1, null));

        assertThat(DeletionWarning.of(found, settings(true)))
                .containsExactly("1 alert waits so long that Kafka deletes it at any moment:"
                        + " see why no alert-ingest takes it, or lengthen retention.ms of the topic alerts-incoming.");
    }

    @Test
    void withoutSettingsInForceTheseAreTheCure() {
        Map<PipelineStage, NearDeletion> found = Map.of(PipelineStage.FORMATTER, new NearDeletion("alerts", 7, FROM));

        assertThat(DeletionWarning.of(found, null)).singleElement().asString().contains(": save settings, or");
        assertThat(DeletionWarning.of(found, settings(false)))
                .singleElement()
                .asString()
                .contains(": switch the syslog service on, or");
    }

    @Test
    void stagesComeInTheirOrderAndOnlyThoseInDanger() {
        Map<PipelineStage, NearDeletion> found = Map.of(
                PipelineStage.SENDER, new NearDeletion("syslog-messages", 1, FROM),
                PipelineStage.FORMATTER, new NearDeletion("alerts", 1, FROM),
                PipelineStage.INGEST, new NearDeletion("alerts-incoming", 0, null));

        assertThat(DeletionWarning.of(found, settings(true)))
                .satisfiesExactly(
                        formatter -> assertThat(formatter).contains("topic alerts."),
                        sender -> assertThat(sender).contains("topic syslog-messages."));
    }

    private static SavedSettings settings(boolean enabled) {
        return new SavedSettings(
                1,
                FROM,
                "admin",
                new SyslogSettings(
                        enabled,
                        "DC01",
                        new SiemEndpoint("siem", 514),
                        Transport.UDP,
                        SyslogFormat.RFC5424,
                        Notifications.DEFAULTS,
                        null,
                        AdvancedSettings.defaults(Transport.UDP, SyslogFormat.RFC5424)));
    }
}

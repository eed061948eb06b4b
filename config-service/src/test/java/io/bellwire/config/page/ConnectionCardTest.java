package io.bellwire.config.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.instances.Sighting;
import io.bellwire.schemas.ConnectionChange;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionCardTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void onlyReplicasOfTheDesignatedSensorAreShown() {
        List<ConnectionCard> cards =
                ConnectionCard.of(List.of(sender("DC01", null), sender("DC02", null)), "DC02", NOW);

        assertThat(cards).extracting(ConnectionCard::instance).containsExactly("DC02-8083");
    }

    @Test
    void certificateThatEndsSoonStandsOut() {
        ConnectionCard soon = card(NOW.plus(Duration.ofDays(29)));

        assertThat(soon.certificate())
                .isEqualTo("The SIEM's certificate ends on 23 Dec 2026, 08:00:00 UTC, in 29 days.");
        assertThat(soon.endsSoon()).isTrue();
        assertThat(card(NOW.plus(Duration.ofDays(31))).endsSoon()).isFalse();
        assertThat(card(NOW.minusSeconds(1)).certificate()).startsWith("The SIEM's certificate ended on 24 Nov 2026");
        assertThat(card(NOW.minusSeconds(1)).endsSoon()).isTrue();
        assertThat(card(null).certificate()).isNull();
    }

    @Test
    void whatHappenedAgainIsToldOnce() {
        assertThat(card(null).changes())
                .containsExactly(
                        new ConnectionCard.Change(
                                "24 Nov 2026, 07:59:00 UTC", true, "connected to siem:514 by tcp", null),
                        new ConnectionCard.Change(
                                "24 Nov 2026, 07:50:00 UTC",
                                false,
                                "connection refused",
                                "12 times in a row, the last at 24 Nov 2026, 07:58:00 UTC"));
    }

    private static ConnectionCard card(Instant certificateExpiresAt) {
        return ConnectionCard.of(List.of(sender("DC01", certificateExpiresAt)), "DC01", NOW)
                .get(0);
    }

    private static Sighting sender(String sensor, Instant certificateExpiresAt) {
        Instant up = NOW.minusSeconds(60);
        return new Sighting(
                InstanceStatus.newBuilder()
                        .setService(Service.SYSLOG_SENDER)
                        .setInstance(sensor + "-8083")
                        .setState(InstanceState.DELIVERING)
                        .setSensor(sensor)
                        .setConnection("connected to siem:514 by tcp")
                        .setCertificateExpiresAt(certificateExpiresAt)
                        .setConnectionChanges(List.of(
                                new ConnectionChange(up, up, 1, true, "connected to siem:514 by tcp"),
                                new ConnectionChange(
                                        NOW.minusSeconds(600), NOW.minusSeconds(120), 12, false, "connection refused")))
                        .setReportedAt(NOW)
                        .build(),
                NOW);
    }
}

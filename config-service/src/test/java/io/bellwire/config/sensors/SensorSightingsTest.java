package io.bellwire.config.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SensorSightingsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final SensorSightings sightings = new SensorSightings();

    @Test
    void aSensorThatReportsIsOnline() {
        sightings.heard(
                "a", status("DC01", InstanceState.DELIVERING).setBacklog(3).build(), NOW);

        assertThat(sightings.at(NOW.plusMillis(4_999), "DC01"))
                .containsExactly(new Sensor("DC01", 1, NOW, true, SensorState.DELIVERING, null, 3, 7L, null));
    }

    @Test
    void aSensorThatFellSilentIsOfflineAndStaysKnown() {
        sightings.heard(
                "a",
                status("DC01", InstanceState.WAITING)
                        .setBacklog(3)
                        .setConnection("siem:514")
                        .setLastError("refused")
                        .build(),
                NOW);

        assertThat(sightings.at(NOW.plusSeconds(5), null))
                .containsExactly(new Sensor("DC01", 0, NOW, false, SensorState.OFFLINE, null, 3, 7L, "refused"));
        assertThat(sightings.names()).containsExactly("DC01");
    }

    @Test
    void aSensorThatStoppedCleanlyIsOfflineAtOnceAndStaysKnown() {
        sightings.heard("a", status("DC01", InstanceState.DELIVERING).build(), NOW);
        sightings.stopped("a");

        assertThat(sightings.at(NOW, null)).singleElement().satisfies(sensor -> {
            assertThat(sensor.state()).isEqualTo(SensorState.OFFLINE);
            assertThat(sensor.replicas()).isZero();
        });
        assertThat(sightings.names()).containsExactly("DC01");
    }

    @Test
    void replicasAreTakenTogetherAndTheWorstTells() {
        sightings.heard(
                "a",
                status("DC01", InstanceState.DELIVERING)
                        .setBacklog(3)
                        .setConnection("siem:514 connected")
                        .build(),
                NOW);
        sightings.heard(
                "b",
                status("DC01", InstanceState.WAITING)
                        .setBacklog(4)
                        .setSettingsRevision(6L)
                        .setConnection("siem:514 refused")
                        .setLastError("refused")
                        .build(),
                NOW.plusSeconds(1));

        assertThat(sightings.at(NOW.plusSeconds(2), null))
                .containsExactly(new Sensor(
                        "DC01",
                        2,
                        NOW.plusSeconds(1),
                        false,
                        SensorState.WAITING,
                        "siem:514 connected; siem:514 refused",
                        7,
                        6L,
                        "refused"));
    }

    @Test
    void aReplicaThatStoppedNoLongerCounts() {
        sightings.heard(
                "a", status("DC01", InstanceState.DELIVERING).setBacklog(3).build(), NOW);
        sightings.heard("b", status("DC01", InstanceState.WAITING).setBacklog(4).build(), NOW);
        sightings.stopped("b");

        assertThat(sightings.at(NOW, null)).singleElement().satisfies(sensor -> {
            assertThat(sensor.state()).isEqualTo(SensorState.DELIVERING);
            assertThat(sensor.backlog()).isEqualTo(3);
        });
    }

    @Test
    void aReplicaThatTookAnotherNameLeavesTheOldSensorOffline() {
        sightings.heard("a", status("DC01", InstanceState.DELIVERING).build(), NOW);
        sightings.heard("a", status("DC02", InstanceState.STANDING_BY).build(), NOW);

        assertThat(sightings.at(NOW, null))
                .extracting(sensor -> sensor.name() + " " + sensor.state().word())
                .containsExactly("DC01 offline", "DC02 standing-by");
    }

    @Test
    void theDesignatedSensorIsListedEvenIfNobodyHeardOfIt() {
        assertThat(sightings.at(NOW, "DC07"))
                .containsExactly(new Sensor("DC07", 0, null, true, SensorState.OFFLINE, null, 0, null, null));
    }

    private static InstanceStatus.Builder status(String sensor, InstanceState state) {
        return InstanceStatus.newBuilder()
                .setService(Service.SYSLOG_SENDER)
                .setInstance("x")
                .setReportedAt(NOW)
                .setSensor(sensor)
                .setSettingsRevision(7L)
                .setState(state);
    }
}

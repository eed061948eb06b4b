package io.bellwire.config.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.instances.Sighting;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplicasTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void aSensorThatReportsIsToldAsItSays() {
        Sighting one = sighting(status(InstanceState.DELIVERING).setBacklog(3), NOW);

        assertThat(new Replicas("DC01", one, List.of(one)).together(true, ReplicasTest::unasked))
                .isEqualTo(new Sensor("DC01", 1, NOW, true, SensorState.DELIVERING, null, 3, 7L, null));
    }

    @Test
    void aSensorThatFellSilentIsOfflineAndItsLastErrorStays() {
        Sighting last = sighting(
                status(InstanceState.WAITING)
                        .setBacklog(3)
                        .setConnection("siem:514")
                        .setLastError("refused"),
                NOW);

        assertThat(new Replicas("DC01", last, List.of()).together(false, ReplicasTest::unasked))
                .isEqualTo(new Sensor("DC01", 0, NOW, false, SensorState.OFFLINE, null, 0, 7L, "refused"));
    }

    @Test
    void replicasAreTakenTogetherAndTheWorstTells() {
        Sighting good =
                sighting(status(InstanceState.DELIVERING).setBacklog(3).setConnection("siem:514 connected"), NOW);
        Sighting bad = sighting(
                status(InstanceState.WAITING)
                        .setBacklog(4)
                        .setSettingsRevision(6L)
                        .setConnection("siem:514 refused")
                        .setLastError("refused"),
                NOW.plusSeconds(1));

        assertThat(new Replicas("DC01", bad, List.of(good, bad)).together(true, ReplicasTest::unasked))
                .isEqualTo(new Sensor(
                        "DC01",
                        2,
                        NOW.plusSeconds(1),
                        true,
                        SensorState.WAITING,
                        "siem:514 connected; siem:514 refused",
                        7,
                        6L,
                        "refused"));
    }

    @Test
    void whatReplicasHaveInCommonIsToldOnce() {
        Sighting one =
                sighting(status(InstanceState.WAITING).setConnection("siem:514").setLastError("refused"), NOW);
        Sighting other =
                sighting(status(InstanceState.WAITING).setConnection("siem:514").setLastError(" "), NOW);

        Sensor sensor = new Replicas("DC01", one, List.of(one, other)).together(true, ReplicasTest::unasked);

        assertThat(sensor.connection()).isEqualTo("siem:514");
        assertThat(sensor.lastError()).isEqualTo("refused");
    }

    @Test
    void aReplicaWithoutSettingsMakesTheSensorOneWithout() {
        Sighting one = sighting(status(InstanceState.STANDING_BY), NOW);
        Sighting other = sighting(status(InstanceState.STANDING_BY).setSettingsRevision(null), NOW);

        assertThat(new Replicas("DC01", one, List.of(one, other))
                        .together(false, ReplicasTest::unasked)
                        .settingsRevision())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, standing-by",
        "STANDING_BY, standing-by",
        "DELIVERING, delivering",
        "WAITING, waiting",
        "OFF, off"
    })
    void statesAreTheContractsWords(InstanceState state, String word) {
        Sighting one = sighting(status(state), NOW);

        assertThat(new Replicas("DC01", one, List.of(one))
                        .together(false, ReplicasTest::unasked)
                        .state()
                        .word())
                .isEqualTo(word);
    }

    @Test
    void aDesignatedSensorThatNobodyHeardOfHasTheGroupsLag() {
        assertThat(new Replicas("DC07", null, List.of()).together(true, () -> OptionalLong.of(12)))
                .isEqualTo(new Sensor("DC07", 0, null, true, SensorState.OFFLINE, null, 12, null, null));
    }

    @Test
    void aDesignatedSensorThatFellSilentHasTheGroupsLagInPlaceOfItsOldFigure() {
        Sighting last = sighting(status(InstanceState.DELIVERING).setBacklog(3), NOW);

        assertThat(backlog(last, List.of(), true, OptionalLong.of(12))).isEqualTo(12);
        assertThat(backlog(last, List.of(), true, OptionalLong.empty())).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "STANDING_BY", "RUNNING"})
    void aDesignatedSensorThatIsNotInTheGroupHasTheGroupsLag(InstanceState state) {
        Sighting idle = sighting(status(state), NOW);

        assertThat(backlog(idle, List.of(idle), true, OptionalLong.of(12))).isEqualTo(12);
        assertThat(backlog(idle, List.of(idle), true, OptionalLong.empty())).isZero();
    }

    @Test
    void whatWaitsIsTheDesignatedSensorsAndNobodyElses() {
        Sighting crashed = sighting(status(InstanceState.DELIVERING).setBacklog(3), NOW);

        assertThat(backlog(crashed, List.of(), false, OptionalLong.of(12))).isZero();
    }

    private static OptionalLong unasked() {
        throw new AssertionError("Kafka need not be asked");
    }

    private static long backlog(Sighting last, List<Sighting> alive, boolean designated, OptionalLong lag) {
        return new Replicas("DC01", last, alive).together(designated, () -> lag).backlog();
    }

    private static Sighting sighting(InstanceStatus.Builder status, Instant seenAt) {
        return new Sighting(status.build(), seenAt);
    }

    private static InstanceStatus.Builder status(InstanceState state) {
        return InstanceStatus.newBuilder()
                .setConnectionChanges(List.of())
                .setService(Service.SYSLOG_SENDER)
                .setInstance("x")
                .setReportedAt(NOW)
                .setSensor("DC01")
                .setSettingsRevision(7L)
                .setState(state);
    }
}

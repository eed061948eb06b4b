package io.bellwire.config.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceSightingsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private final InstanceSightings sightings = new InstanceSightings();

    @Test
    void aliveUntilFiveSecondsOfSilence() {
        heard("a", "DC01", NOW);

        assertThat(alive(NOW.plusMillis(4_999))).containsExactly("a");
        assertThat(alive(NOW.plusMillis(5_000))).isEmpty();
    }

    @Test
    void theInstancesOfAServiceAreToldByName() {
        heard("b", "DC01", NOW);
        heard("a", "DC02", NOW);
        sightings.heard("alert-ingest/c", status(Service.ALERT_INGEST, "c", null), NOW);

        assertThat(alive(NOW)).containsExactly("a", "b");
        assertThat(sightings.alive(Service.ALERT_INGEST, NOW)).hasSize(1);
        assertThat(sightings.alive(Service.SYSLOG_FORMATTER, NOW)).isEmpty();
    }

    @Test
    void anInstanceThatStoppedCleanlyIsGoneAtOnceAndItsSensorStaysKnown() {
        heard("a", "DC01", NOW);
        sightings.removed("syslog-sender/a", NOW);

        assertThat(alive(NOW)).isEmpty();
        assertThat(sightings.sensors()).containsOnlyKeys("DC01");
    }

    @Test
    void anInstanceThatTookAnotherNameLeavesTheOldSensorKnown() {
        heard("a", "DC01", NOW);
        heard("a", "DC02", NOW);

        assertThat(alive(NOW)).containsExactly("a");
        assertThat(sightings.sensors()).containsOnlyKeys("DC01", "DC02");
    }

    @Test
    void anInstanceThatWasSilentForADayIsForgotten() {
        heard("a", "DC01", NOW);
        heard("b", "DC01", NOW.plus(DAY));

        assertThat(sightings.due(NOW.plus(DAY).minusMillis(1)).forgotten()).isEmpty();
        assertThat(sightings.due(NOW.plus(DAY)).forgotten()).containsExactly("syslog-sender/a");
        // It stays due until the topic itself has it.
        assertThat(sightings.due(NOW.plus(DAY)).forgotten()).containsExactly("syslog-sender/a");
        sightings.removed("syslog-sender/a", NOW.plus(DAY));
        assertThat(sightings.due(NOW.plus(DAY)).forgotten()).isEmpty();
        assertThat(sightings.sensors()).containsOnlyKeys("DC01");
    }

    @Test
    void aSensorIsNotedWhenItIsNewAndThenOnceADay() {
        heard("a", "DC01", NOW);
        assertThat(notesDue(NOW)).containsExactly("DC01");
        noted("DC01", NOW);
        assertThat(notesDue(NOW)).isEmpty();

        heard("a", "DC01", NOW.plus(DAY).minusMillis(1));
        assertThat(notesDue(NOW.plus(DAY))).isEmpty();
        heard("a", "DC01", NOW.plus(DAY));
        assertThat(notesDue(NOW.plus(DAY))).containsExactly("DC01");
    }

    @Test
    void whenASensorFallsSilentTheNoteTellsWhenItWasHeardLast() {
        heard("a", "DC01", NOW);
        noted("DC01", NOW);
        heard("a", "DC01", NOW.plusSeconds(60));

        assertThat(notesDue(NOW.plusSeconds(64))).isEmpty();
        assertThat(sightings.due(NOW.plusSeconds(65)).notes())
                .extracting(Sighting::seenAt)
                .containsExactly(NOW.plusSeconds(60));
        noted("DC01", NOW.plusSeconds(60));
        assertThat(notesDue(NOW.plusSeconds(65))).isEmpty();
    }

    @Test
    void aNoteAloneMakesASensorKnownButNoInstance() {
        noted("DC01", NOW);

        assertThat(sightings.sensors().get("DC01").seenAt()).isEqualTo(NOW);
        assertThat(alive(NOW)).isEmpty();
        assertThat(sightings.due(NOW)).isEqualTo(new Upkeep(List.of(), List.of()));
    }

    @Test
    void aNoteOfThePastDoesNotHideWhatWasHeardSince() {
        heard("a", "DC01", NOW);
        noted("DC01", NOW.minusSeconds(60));

        assertThat(sightings.sensors().get("DC01").seenAt()).isEqualTo(NOW);
    }

    @Test
    void aSensorThatWasSilentForAMonthIsForgotten() {
        noted("DC01", NOW);

        assertThat(sightings.due(NOW.plus(MONTH).minusMillis(1)).forgotten()).isEmpty();
        assertThat(sightings.due(NOW.plus(MONTH))).isEqualTo(new Upkeep(List.of("sensor/DC01"), List.of()));
        sightings.removed("sensor/DC01", NOW.plus(MONTH));
        assertThat(sightings.sensors()).isEmpty();
    }

    @Test
    void aSensorThatCameBackIsNotForgottenBecauseAnotherReplicaDidSo() {
        noted("DC01", NOW);
        heard("a", "DC01", NOW.plus(MONTH));
        sightings.removed("sensor/DC01", NOW.plus(MONTH));

        assertThat(sightings.sensors()).containsOnlyKeys("DC01");
        assertThat(notesDue(NOW.plus(MONTH))).containsExactly("DC01");
    }

    @Test
    void theOneThatWasSilentForLongestGivesWay() {
        for (int i = 0; i <= InstanceSightings.KEPT_MAX; i++) {
            heard("host" + i, "sensor" + i, NOW);
            if (i % 1_000 == 0) {
                heard("host0", "sensor0", NOW);
            }
        }

        assertThat(alive(NOW))
                .hasSize(InstanceSightings.KEPT_MAX)
                .contains("host0")
                .doesNotContain("host1");
        assertThat(sightings.sensors())
                .hasSize(InstanceSightings.KEPT_MAX)
                .containsKey("sensor0")
                .doesNotContainKey("sensor1");
    }

    private void heard(String instance, String sensor, Instant at) {
        sightings.heard("syslog-sender/" + instance, status(Service.SYSLOG_SENDER, instance, sensor), at);
    }

    private void noted(String sensor, Instant until) {
        sightings.heard("sensor/" + sensor, status(Service.SYSLOG_SENDER, "x", sensor), until);
    }

    private List<String> alive(Instant now) {
        return sightings.alive(Service.SYSLOG_SENDER, now).stream()
                .map(sighting -> sighting.status().getInstance())
                .toList();
    }

    private List<String> notesDue(Instant now) {
        return sightings.due(now).notes().stream()
                .map(note -> note.status().getSensor())
                .toList();
    }

    private static InstanceStatus status(Service service, String instance, String sensor) {
        return InstanceStatus.newBuilder()
                .setConnectionChanges(List.of())
                .setService(service)
                .setInstance(instance)
                .setReportedAt(NOW)
                .setSensor(sensor)
                .setState(InstanceState.RUNNING)
                .build();
    }
}

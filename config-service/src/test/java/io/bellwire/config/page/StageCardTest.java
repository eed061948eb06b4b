package io.bellwire.config.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.instances.Sighting;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageCardTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void tellsHowManyRunTheNewestRevision() {
        StageCard card = card(0L, null, List.of(instance("a-1", 18L), instance("b-1", 17L), instance("c-1", null)));

        assertThat(card.running()).isEqualTo("1 of 3 runs revision 18");
        assertThat(card.behind()).isTrue();
        assertThat(card.instances()).containsExactly("a-1, revision 18", "b-1, revision 17", "c-1");
        assertThat(card(0L, null, List.of(instance("a-1", 18L))).behind()).isFalse();
    }

    @Test
    void noneRunningIsSaid() {
        assertThat(card(0L, null, List.of()).running()).isEqualTo("None runs");
        assertThat(card(0L, null, List.of()).behind()).isTrue();
    }

    @Test
    void tellsWhatWaitsAndForHowLong() {
        StageCard card = card(3_214L, NOW.minusSeconds(125), List.of());

        assertThat(card.waiting()).isEqualTo("3,214 waiting");
        assertThat(card.oldest()).isEqualTo("2 min 5 s");
        assertThat(card.held()).isTrue();
        assertThat(card(2L, NOW.minusSeconds(3), List.of()).held()).isFalse();
        assertThat(card(0L, NOW, List.of()).oldest()).isNull();
        assertThat(card(null, NOW, List.of()).waiting()).isEqualTo("Kafka does not tell");
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, 0 s", "PT59S, 59 s", "PT61S, 1 min 1 s", "PT2H5M9S, 2 h 5 min", "PT73H, 3 d 1 h"})
    void ageHasTheTwoGreatestUnits(Duration waited, String words) {
        assertThat(StageCard.age(waited)).isEqualTo(words);
    }

    private static StageCard card(@Nullable Long waiting, @Nullable Instant oldest, List<Sighting> instances) {
        return StageCard.of("Formatter", "waiting", waiting, oldest, instances, 18, NOW);
    }

    private static Sighting instance(String name, @Nullable Long revision) {
        return new Sighting(
                InstanceStatus.newBuilder()
                        .setConnectionChanges(List.of())
                        .setService(Service.SYSLOG_FORMATTER)
                        .setInstance(name)
                        .setState(InstanceState.RUNNING)
                        .setSettingsRevision(revision)
                        .setReportedAt(NOW)
                        .build(),
                NOW);
    }
}

package io.bellwire.config.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class UntakenTest {
    @Test
    void beginsAtTheCommittedOffset() {
        assertThat(Untaken.of(new OffsetAndMetadata(7), 2, 10).count()).isEqualTo(3);
    }

    @Test
    void beginsWhereThePartitionBeginsWhenNothingWasCommittedOrItIsDeleted() {
        assertThat(Untaken.of(null, 2, 10).count()).isEqualTo(8);
        assertThat(Untaken.of(new OffsetAndMetadata(1), 2, 10).count()).isEqualTo(8);
    }

    @Test
    void isNothingWhenAllIsCommittedOrTheTopicWasMadeAnew() {
        assertThat(Untaken.of(new OffsetAndMetadata(10), 2, 10).count()).isZero();
        assertThat(Untaken.of(new OffsetAndMetadata(99), 0, 10).count()).isZero();
    }

    @Test
    void countsWhatStandsBeforeAnOffset() {
        Untaken untaken = Untaken.of(new OffsetAndMetadata(7), 2, 10);

        assertThat(untaken.before(5)).isZero();
        assertThat(untaken.before(8)).isEqualTo(1);
        assertThat(untaken.before(99)).isEqualTo(3);
    }
}

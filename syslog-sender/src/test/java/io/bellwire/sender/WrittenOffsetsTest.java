package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrittenOffsetsTest {
    private static final TopicPartition FIRST = new TopicPartition("syslog-messages", 0);
    private static final TopicPartition SECOND = new TopicPartition("syslog-messages", 1);

    private final WrittenOffsets offsets = new WrittenOffsets();

    @BeforeEach
    void assign() {
        offsets.assigned(FIRST, 10);
        offsets.assigned(SECOND, 20);
    }

    @Test
    void onlyWhatWasWrittenIsToCommit() {
        offsets.sent(Map.of(FIRST, 15L, SECOND, 25L));
        offsets.written(Map.of(FIRST, 15L));

        assertThat(offsets.toCommit()).isEqualTo(Map.of(FIRST, new OffsetAndMetadata(15)));
    }

    @Test
    void nothingIsToCommitTwice() {
        offsets.written(Map.of(FIRST, 15L));
        offsets.committed(offsets.toCommit());

        assertThat(offsets.toCommit()).isEmpty();
    }

    @Test
    void goesBackToWhatIsCommittedAfterABreak() {
        offsets.sent(Map.of(FIRST, 18L));
        offsets.written(Map.of(FIRST, 15L));
        offsets.committed(offsets.toCommit());
        offsets.written(Map.of(FIRST, 18L));

        assertThat(offsets.afterBreak()).isEqualTo(Map.of(FIRST, 15L, SECOND, 20L));
        assertThat(offsets.toCommit()).isEmpty();
        assertThat(offsets.sent(FIRST)).isEqualTo(18);
    }

    @Test
    void backlogIsWhatIsNotCommitted() {
        offsets.written(Map.of(FIRST, 15L));
        assertThat(offsets.backlog(Map.of(FIRST, 15L, SECOND, 22L))).isEqualTo(7);

        offsets.committed(offsets.toCommit());
        offsets.written(Map.of(SECOND, 22L));
        offsets.committed(offsets.toCommit());
        assertThat(offsets.backlog(Map.of(FIRST, 15L, SECOND, 22L))).isZero();
    }

    @Test
    void backlogHoldsWhatWasSentEvenBeforeTheEndsAreLookedUp() {
        offsets.sent(Map.of(FIRST, 15L));
        assertThat(offsets.backlog(Map.of())).isEqualTo(5);

        offsets.written(Map.of(FIRST, 15L));
        offsets.committed(offsets.toCommit());
        assertThat(offsets.backlog(Map.of())).isZero();
    }

    @Test
    void partitionsOfOthersAreNoneOfItsBusiness() {
        offsets.gone(List.of(FIRST));
        offsets.written(Map.of(FIRST, 99L));

        assertThat(offsets.toCommit()).isEmpty();
        assertThat(offsets.afterBreak()).isEqualTo(Map.of(SECOND, 20L));
    }

    @Test
    void whatThisProcessSentStaysKnownWhileOthersHaveThePartition() {
        offsets.sent(Map.of(FIRST, 15L));
        offsets.gone(List.of(FIRST));
        offsets.joinedAnew();
        offsets.assigned(FIRST, 12);

        assertThat(offsets.sent(FIRST)).isEqualTo(15);
        assertThat(offsets.backlog(Map.of())).as("nothing is underway yet").isZero();
    }
}

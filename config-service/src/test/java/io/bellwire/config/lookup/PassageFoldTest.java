package io.bellwire.config.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.lookup.Receipts.Passage;
import io.bellwire.config.lookup.Receipts.PassageFold;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.Transport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PassageFoldTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final PassageFold fold = new PassageFold(10);

    @Test
    void receiptsBeforeTheOffsetTellNothing() {
        assertThat(fold.add(receipt(0, 9), 1)).isTrue();
        assertThat(fold.passage()).isEqualTo(new Passage(null, null));
    }

    @Test
    void lastReceiptThatCoversTheOffsetCounts() {
        assertThat(fold.add(receipt(5, 10), 1)).isTrue();
        assertThat(fold.add(receipt(11, 12), 2)).isTrue();
        assertThat(fold.add(receipt(8, 20), 3)).isTrue();
        assertThat(fold.add(receipt(21, 22), 4)).isTrue();

        assertThat(fold.passage()).isEqualTo(new Passage(receipt(8, 20), 3L));
    }

    @Test
    void anHourAfterItNothingComesAgain() {
        assertThat(fold.add(receipt(10, 10), 1)).isTrue();
        assertThat(fold.add(receipt(11, 12), HOUR)).isTrue();
        assertThat(fold.add(receipt(13, 14), HOUR + 1)).isFalse();
    }

    @Test
    void repetitionAfterALongSilenceCounts() {
        fold.add(receipt(10, 10), 1);

        assertThat(fold.add(receipt(9, 11), 5 * HOUR)).isTrue();
        assertThat(fold.passage()).isEqualTo(new Passage(receipt(9, 11), 5 * HOUR));
    }

    @Test
    void receiptBehindTheOffsetTellsThatItWaitsNoMore() {
        assertThat(fold.add(receipt(11, 12), 7)).isTrue();
        assertThat(fold.add(receipt(13, 14), 8)).isTrue();

        assertThat(fold.passage()).isEqualTo(new Passage(null, 7L));
    }

    private static DeliveryReceipt receipt(long first, long last) {
        return DeliveryReceipt.newBuilder()
                .setPartition(0)
                .setFirstOffset(first)
                .setLastOffset(last)
                .setHost("siem")
                .setPort(514)
                .setTransport(Transport.TCP)
                .setSettingsRevision(1)
                .setWrittenAt(Instant.EPOCH)
                .setTakenAt(Instant.EPOCH)
                .build();
    }
}

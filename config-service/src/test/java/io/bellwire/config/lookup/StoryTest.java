package io.bellwire.config.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.lookup.Finding.Facts;
import io.bellwire.config.lookup.Finding.Formatted;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every state with records in a broker: LookupApiIT. Here is what a broker in order does not show. */
class StoryTest {
    private static final Facts FACTS = new Facts(AlertKind.SECURITY_ALERT, Trigger.UPDATE, Instant.EPOCH);
    private static final Formatted MESSAGE = new Formatted(0, 1, 2, 3L, 4L, FACTS, 5L, "line");

    @Test
    void messageThatIsNotToBeSeenIsSaidToBeMissing() {
        AlertMessage told = tell(Story.of(FACTS).formattedUnder(5, 7, null));

        assertThat(told.state()).isEqualTo(AlertState.FORMATTED);
        assertThat(told.reason()).startsWith("it was formatted, but its message is not to be seen in Kafka");
        assertThat(told.settingsRevision()).isEqualTo(5);
    }

    @Test
    void whatCouldNotBeReadInTimeIsSaidToBeSo() {
        AlertMessage told = tell(Story.of(FACTS).shortened());

        assertThat(told.state()).isEqualTo(AlertState.ACCEPTED);
        assertThat(told.reason()).startsWith("what became of it could not be read in time");
        assertThat(told.unsure()).isTrue();
    }

    @Test
    void receiptThatWasReadInTimeIsAllThereIsToSay() {
        AlertMessage told = tell(Story.of(FACTS)
                .withMessage(MESSAGE)
                .deliveredBy(receipt(Instant.EPOCH))
                .shortened());

        assertThat(told.state()).isEqualTo(AlertState.DELIVERED);
        assertThat(told.reason()).isNull();
    }

    @Test
    void streamWithoutAProofIsOnlySent() {
        AlertMessage told = tell(Story.of(FACTS).withMessage(MESSAGE).deliveredBy(receipt(null)));

        assertThat(told.state()).isEqualTo(AlertState.SENT);
    }

    @Test
    void sensorOfAnUnknownRevisionIsNotMadeUp() {
        AlertMessage told = tell(Story.of(FACTS).withMessage(MESSAGE).deliveredBy(receipt(Instant.EPOCH)));

        assertThat(told.sensor()).isNull();
        assertThat(told.settingsRevision()).isEqualTo(9);
        assertThat(told.endpoint()).isEqualTo("siem:514");
    }

    @Test
    void messageTellsOfAnAlertThatIsGone() {
        AlertMessage told = tell(Story.of(null).withMessage(MESSAGE));

        assertThat(told)
                .isEqualTo(new AlertMessage(
                        "update",
                        "securityAlert",
                        Instant.EPOCH,
                        AlertState.FORMATTED,
                        null,
                        "line",
                        null,
                        null,
                        null,
                        5L,
                        null,
                        null,
                        Instant.ofEpochMilli(2),
                        false));
    }

    private static AlertMessage tell(Story story) {
        return story.tell(revision -> null);
    }

    private static DeliveryReceipt receipt(Instant takenAt) {
        return DeliveryReceipt.newBuilder()
                .setPartition(0)
                .setFirstOffset(1)
                .setLastOffset(1)
                .setHost("siem")
                .setPort(514)
                .setTransport(Transport.TCP)
                .setSettingsRevision(9)
                .setWrittenAt(Instant.EPOCH)
                .setTakenAt(takenAt)
                .build();
    }
}

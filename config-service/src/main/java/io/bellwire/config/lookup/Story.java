package io.bellwire.config.lookup;

import io.bellwire.config.lookup.Finding.Facts;
import io.bellwire.config.lookup.Finding.Formatted;
import io.bellwire.config.settings.WireName;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All that the records in Kafka tell of one record of an alert, and what follows from it. Immutable.
 *
 * @param facts null when neither alert nor message can be read
 * @param formattedUnder revision under which the formatter decided about it
 * @param formattedAtMillis when it did
 * @param filtered why that revision held it back; null when it did not
 * @param message made of it
 * @param delivery last receipt that covers the message
 * @param rejected why it was set aside; null when it was not
 * @param cutShort whether there was no time to read all
 */
record Story(
        @Nullable Facts facts,
        @Nullable Long formattedUnder,
        @Nullable Long formattedAtMillis,
        @Nullable String filtered,
        @Nullable Formatted message,
        @Nullable DeliveryReceipt delivery,
        @Nullable String rejected,
        boolean cutShort) {
    private static final String NOT_READ =
            "what became of it could not be read in time: ask again with around= the time at which it was accepted";
    private static final String NO_MESSAGE =
            "it was formatted, but its message is not to be seen in Kafka: committed this moment, or already deleted";

    static Story of(@Nullable Facts facts) {
        return new Story(facts, null, null, null, null, null, null, false);
    }

    Story formattedUnder(long revision, long atMillis, @Nullable String filteredBecause) {
        return new Story(facts, revision, atMillis, filteredBecause, message, delivery, rejected, cutShort);
    }

    Story withMessage(Formatted found) {
        Long revision = found.settingsRevision() == null ? formattedUnder : found.settingsRevision();
        Facts known = facts == null ? found.facts() : facts;
        Long at = formattedAtMillis == null ? Long.valueOf(found.atMillis()) : formattedAtMillis;
        return new Story(known, revision, at, filtered, found, delivery, rejected, cutShort);
    }

    Story deliveredBy(DeliveryReceipt receipt) {
        return new Story(facts, formattedUnder, formattedAtMillis, filtered, message, receipt, rejected, cutShort);
    }

    Story rejectedBecause(@Nullable String reason) {
        return new Story(facts, formattedUnder, formattedAtMillis, filtered, message, delivery, reason, cutShort);
    }

    Story shortened() {
        return new Story(facts, formattedUnder, formattedAtMillis, filtered, message, delivery, rejected, true);
    }

    /** @param settings the revision of this number; null when the history has none */
    AlertMessage tell(LongFunction<@Nullable SavedSettings> settings) {
        SavedSettings under = delivery == null ? null : settings.apply(delivery.getSettingsRevision());
        return new AlertMessage(
                facts == null ? null : word(facts.trigger()),
                facts == null ? null : word(facts.kind()),
                facts == null ? null : facts.acceptedAt(),
                state(),
                reason(),
                message == null ? null : message.text(),
                under == null ? null : under.settings().sensor(),
                delivery == null ? null : endpoint(delivery),
                delivery == null ? null : WireName.of(delivery.getTransport()),
                delivery == null ? formattedUnder : Long.valueOf(delivery.getSettingsRevision()),
                delivery == null ? null : delivery.getWrittenAt(),
                delivery == null ? null : delivery.getTakenAt(),
                formattedAtMillis == null ? null : Instant.ofEpochMilli(formattedAtMillis),
                unsure());
    }

    private boolean unsure() {
        return cutShort && rejected == null && filtered == null && delivery == null;
    }

    private AlertState state() {
        if (rejected != null) {
            return AlertState.REJECTED;
        }
        if (delivery != null) {
            return delivery.getTakenAt() == null ? AlertState.SENT : AlertState.DELIVERED;
        }
        if (filtered != null) {
            return AlertState.FILTERED;
        }
        return message == null && formattedUnder == null ? AlertState.ACCEPTED : AlertState.FORMATTED;
    }

    private @Nullable String reason() {
        if (rejected != null) {
            return rejected;
        }
        if (filtered != null) {
            return filtered;
        }
        if (unsure()) {
            return NOT_READ;
        }
        return formattedUnder != null && message == null ? NO_MESSAGE : null;
    }

    private static String endpoint(DeliveryReceipt receipt) {
        // Not checked: what stands in a receipt was once good enough to connect to.
        return SiemEndpoint.inWords(receipt.getHost(), receipt.getPort());
    }

    private static String word(Trigger trigger) {
        return switch (trigger) {
            case NEW -> "new";
            case UPDATE -> "update";
        };
    }

    private static String word(AlertKind kind) {
        return switch (kind) {
            case SECURITY_ALERT -> "securityAlert";
            case HEALTH_ISSUE -> "healthIssue";
        };
    }
}

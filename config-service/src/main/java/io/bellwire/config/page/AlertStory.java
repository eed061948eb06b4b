package io.bellwire.config.page;

import io.bellwire.config.lookup.AlertMessage;
import io.bellwire.config.lookup.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one report of an alert, as the page tells it.
 *
 * @param title what was reported
 * @param state the API's word, for its colour
 * @param verdict where it is, in one sentence
 * @param line the exact message; null where there is none
 */
record AlertStory(
        String title,
        String state,
        String stateText,
        String verdict,
        List<Step> steps,
        @Nullable String line) {
    private static final Map<String, String> KINDS =
            Map.of("securityAlert", "Security alert", "healthIssue", "Health issue");

    /** @param text a moment, or what is not known of it */
    record Step(String name, String text) {}

    static AlertStory of(AlertMessage message) {
        return new AlertStory(
                title(message),
                message.state().word(),
                stateText(message),
                verdict(message),
                steps(message),
                message.message());
    }

    private static String title(AlertMessage message) {
        String kind = message.kind() == null ? "Record" : KINDS.getOrDefault(message.kind(), message.kind());
        return message.trigger() == null ? kind : kind + ", " + message.trigger();
    }

    private static String stateText(AlertMessage message) {
        if (message.unsure()) {
            return "Not known yet";
        }
        return switch (message.state()) {
            case ACCEPTED -> "Waiting to be formatted";
            case FILTERED -> "Filtered";
            case FORMATTED -> "On its way";
            case SENT -> "Sent";
            case DELIVERED -> "Delivered";
            case REJECTED -> "Rejected";
        };
    }

    private static String verdict(AlertMessage message) {
        String reason = message.reason() == null || message.reason().isBlank() ? "" : " " + sentence(message.reason());
        if (message.unsure()) {
            return (message.formattedAt() == null ? "It was accepted." : "It was formatted.") + reason;
        }
        return switch (message.state()) {
            case ACCEPTED -> "It was accepted and waits for the formatter." + reason;
            case FILTERED -> "It was not sent, as the settings say." + reason;
            case FORMATTED -> "Its message is made and not surely taken by the SIEM." + reason;
            case SENT -> "It was handed to the network by UDP; nobody can tell more." + reason;
            case DELIVERED -> "The program behind the SIEM's socket has taken it." + reason;
            case REJECTED -> "It was set aside for good." + reason;
        };
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + (reason.endsWith(".") ? "" : ".");
    }

    private static List<Step> steps(AlertMessage message) {
        List<Step> steps = new ArrayList<>();
        add(steps, "Accepted", message.acceptedAt());
        add(steps, message.state() == AlertState.FILTERED ? "Filtered" : "Formatted", message.formattedAt());
        add(steps, "Written", message.writtenAt());
        add(steps, "Taken", message.deliveredAt());
        if (message.endpoint() != null) {
            String transport = message.transport() == null
                    ? ""
                    : " by " + message.transport().toUpperCase(Locale.ROOT);
            steps.add(new Step("To", message.endpoint() + transport));
        }
        if (message.sensor() != null) {
            steps.add(new Step("From sensor", message.sensor()));
        }
        if (message.settingsRevision() != null) {
            steps.add(new Step("Revision", message.settingsRevision().toString()));
        }
        return List.copyOf(steps);
    }

    private static void add(List<Step> steps, String name, @Nullable Instant moment) {
        if (moment != null) {
            steps.add(new Step(name, PageTime.ofMillisecond(moment)));
        }
    }
}

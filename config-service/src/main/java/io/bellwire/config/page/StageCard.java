package io.bellwire.config.page;

import io.bellwire.config.instances.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One stage of the pipeline as the status page shows it.
 *
 * @param waiting what waits before it, in words
 * @param held whether something waits for longer than it takes to be sure that it is taken
 * @param oldest for how long the oldest of it has waited; null when nothing does
 * @param running how many instances run which revision, in words
 * @param behind whether one of them has not taken up the newest revision, or none runs
 */
record StageCard(
        String title,
        String waiting,
        boolean held,
        @Nullable String oldest,
        String running,
        boolean behind,
        List<String> instances) {
    private static final Duration HELD_AFTER = Duration.ofSeconds(10);

    /**
     * @param undone what is to be said of what waits before it
     * @param waiting before it; null when Kafka does not tell
     * @param revision that is in force; 0 before any was saved
     */
    static StageCard of(
            String title,
            String undone,
            @Nullable Long waiting,
            @Nullable Instant oldest,
            List<Sighting> instances,
            long revision,
            Instant now) {
        long current = instances.stream()
                .filter(instance -> revision == number(instance))
                .count();
        return new StageCard(
                title,
                waiting == null ? "Kafka does not tell" : waitingText(waiting, undone),
                isHeld(waiting, oldest, now),
                oldest == null || waiting == null || waiting == 0 ? null : age(Duration.between(oldest, now)),
                running(instances.size(), current, revision),
                current < instances.size() || instances.isEmpty(),
                instances.stream().map(StageCard::instance).toList());
    }

    private static boolean isHeld(@Nullable Long waiting, @Nullable Instant oldest, Instant now) {
        return waiting != null
                && waiting > 0
                && oldest != null
                && oldest.plus(HELD_AFTER).isBefore(now);
    }

    private static String waitingText(long waiting, String undone) {
        return waiting == 0 ? "nothing waits" : String.format(Locale.ENGLISH, "%,d %s", waiting, undone);
    }

    private static String running(int instances, long current, long revision) {
        if (instances == 0) {
            return "None runs";
        }
        if (revision == 0) {
            return instances == 1 ? "1 runs, no settings yet" : instances + " run, no settings yet";
        }
        return current + " of " + instances + (current == 1 ? " runs" : " run") + " revision " + revision;
    }

    private static String instance(Sighting sighting) {
        long revision = number(sighting);
        return sighting.status().getInstance() + (revision == 0 ? "" : ", revision " + revision);
    }

    private static long number(Sighting sighting) {
        Long revision = sighting.status().getSettingsRevision();
        return revision == null ? 0 : revision;
    }

    /** The two greatest units: {@code 2 h 5 min}. */
    static String age(Duration waited) {
        if (waited.toDays() > 0) {
            return waited.toDays() + " d " + waited.toHoursPart() + " h";
        }
        if (waited.toHours() > 0) {
            return waited.toHours() + " h " + waited.toMinutesPart() + " min";
        }
        if (waited.toMinutes() > 0) {
            return waited.toMinutes() + " min " + waited.toSecondsPart() + " s";
        }
        return Math.max(0, waited.toSeconds()) + " s";
    }
}

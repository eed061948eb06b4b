package io.bellwire.config.page;

import io.bellwire.config.pipeline.PipelineStage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits while nothing is delivered, of which the operator says whether it shall still come.
 *
 * @param alerts that are not formatted yet, and can be left out
 * @param messages that are formatted, and come in any case
 */
record WaitingChoice(long alerts, long messages) {
    /** The form's field, and its two answers. */
    static final String FIELD = "waiting";

    static final String DELIVER = "deliver";
    static final String START_FROM_NOW = "start-from-now";

    /** Null when no alert waits. */
    static @Nullable WaitingChoice of(Map<PipelineStage, Long> waiting) {
        long alerts = waiting.getOrDefault(PipelineStage.FORMATTER, 0L);
        return alerts == 0 ? null : new WaitingChoice(alerts, waiting.getOrDefault(PipelineStage.SENDER, 0L));
    }

    public String question() {
        return count(alerts, "alert") + (alerts == 1 ? " is" : " are") + " waiting.";
    }

    /** What happens to those that are formatted; null when there are none. */
    public @Nullable String others() {
        return messages == 0 ? null : count(messages, "message") + " formatted already will be delivered either way.";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? noun : noun + "s");
    }
}

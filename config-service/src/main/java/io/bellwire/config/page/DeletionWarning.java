package io.bellwire.config.page;

import io.bellwire.config.pipeline.NearDeletion;
import io.bellwire.config.pipeline.PipelineStage;
import io.bellwire.settings.SavedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says which waiting alerts and messages Kafka soon deletes, and what to do about it. */
final class DeletionWarning {
    private DeletionWarning() {}

    /**
     * A sentence for each stage before which something is near its deletion.
     *
     * @param current the settings in force; null before any was saved
     */
    static List<String> of(Map<PipelineStage, NearDeletion> found, @Nullable SavedSettings current) {
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(found).forEach((stage, near) -> {
            if (near.records() > 0) {
                warnings.add(of(stage, near, current));
            }
        });
        return List.copyOf(warnings);
    }

    private static String of(PipelineStage stage, NearDeletion near, @Nullable SavedSettings current) {
        boolean one = near.records() == 1;
        String them = one ? "it" : "them";
        return String.format(Locale.ENGLISH, "%,d ", near.records())
                + (one ? noun(stage) + " waits" : noun(stage) + "s wait")
                + " so long that Kafka deletes " + them + " "
                + (near.deletedFrom() == null ? "at any moment" : "from " + PageTime.of(near.deletedFrom()) + " on")
                + ": " + cure(stage, them, current) + ", or lengthen retention.ms of the topic " + near.topic() + ".";
    }

    private static String noun(PipelineStage stage) {
        return stage == PipelineStage.SENDER ? "message" : "alert";
    }

    private static String cure(PipelineStage stage, String them, @Nullable SavedSettings current) {
        if (stage == PipelineStage.INGEST) {
            return "see why no alert-ingest takes " + them;
        }
        if (current == null) {
            return "save settings";
        }
        if (!current.settings().enabled()) {
            return "switch the syslog service on";
        }
        return stage == PipelineStage.FORMATTER
                ? "see why no syslog-formatter takes " + them
                : "see below why " + current.settings().sensor() + " does not deliver";
    }
}

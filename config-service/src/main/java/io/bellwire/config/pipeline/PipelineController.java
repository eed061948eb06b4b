package io.bellwire.config.pipeline;

import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.pipeline.Pipeline.Instance;
import io.bellwire.config.pipeline.Pipeline.Stage;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.util.Arrays;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs which instances run under which settings, and what waits before them. */
@RestController
class PipelineController {
    private final InstanceRegistry instances;
    private final WaitingRecords waiting;
    private final BacklogWatch watch;
    private final SettingsFollower settings;

    PipelineController(
            InstanceRegistry instances, WaitingRecords waiting, BacklogWatch watch, SettingsFollower settings) {
        this.instances = instances;
        this.waiting = waiting;
        this.watch = watch;
        this.settings = settings;
    }

    @GetMapping("/api/v1/pipeline")
    Pipeline pipeline() {
        Map<PipelineStage, Long> counts = waiting.beforeEachStage();
        SavedSettings current = settings.current();
        return new Pipeline(
                current == null ? null : current.revision(),
                Arrays.stream(PipelineStage.values())
                        .map(stage -> stage(stage, counts.getOrDefault(stage, 0L)))
                        .toList());
    }

    private Stage stage(PipelineStage stage, long count) {
        NearDeletion near = watch.nearDeletion().get(stage);
        return new Stage(
                stage,
                instances.alive(stage.service()).stream().map(Instance::of).toList(),
                count,
                near == null ? null : near.records());
    }
}

package io.bellwire.config;

import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.pipeline.BacklogWatch;
import io.bellwire.config.pipeline.FlowWatch;
import io.bellwire.config.pipeline.NearDeletion;
import io.bellwire.config.pipeline.PipelineStage;
import io.bellwire.schemas.Service;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The whole pipeline in numbers, for alert rules: every config-service tells the same. NaN stands for what is not known. */
final class PipelineGauges implements MeterBinder {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final SettingsFollower settings;
    private final InstanceRegistry instances;
    private final FlowWatch flow;
    private final BacklogWatch backlog;
    private final Clock clock;

    PipelineGauges(
            SettingsFollower settings, InstanceRegistry instances, FlowWatch flow, BacklogWatch backlog, Clock clock) {
        this.settings = settings;
        this.instances = instances;
        this.flow = flow;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("bellwire.settings.revision", this::revision)
                .description("Revision of the settings that this program has taken up; 0 before any was saved")
                .tag("service", "config-service")
                .register(registry);
        Gauge.builder("bellwire.settings.enabled", this::enabled)
                .description("1 while the syslog service is switched on, else 0")
                .register(registry);
        Gauge.builder("bellwire.designated.sensor.replicas", this::replicas)
                .description("Running replicas of the sensor that shall deliver")
                .register(registry);
        stages(registry, "bellwire.stage.waiting", "Records that wait before this stage", this::waiting);
        stages(
                registry,
                "bellwire.stage.oldest.waiting.seconds",
                "For how long the oldest record has waited before this stage; 0 when none waits",
                this::oldestSeconds);
        stages(registry, "bellwire.stage.instances", "Running instances of this stage", this::running);
        stages(
                registry,
                "bellwire.stage.instances.behind",
                "Running instances of this stage that have not taken up the newest settings",
                this::behind);
        stages(
                registry,
                "bellwire.backlog.near.deletion",
                "Records that Kafka soon deletes before this stage has taken them",
                this::nearDeletion);
    }

    private static void stages(
            MeterRegistry registry, String name, String description, ToDoubleFunction<PipelineStage> value) {
        for (PipelineStage stage : PipelineStage.values()) {
            Gauge.builder(name, stage, value)
                    .description(description)
                    .tag("stage", stage.word())
                    .register(registry);
        }
    }

    private double revision() {
        SavedSettings current = settings.current();
        return current == null ? 0 : current.revision();
    }

    private double enabled() {
        SavedSettings current = settings.current();
        return current != null && current.settings().enabled() ? 1 : 0;
    }

    private double replicas() {
        SavedSettings current = settings.current();
        if (current == null) {
            return Double.NaN;
        }
        String sensor = current.settings().sensor();
        return instances.alive(Service.SYSLOG_SENDER).stream()
                .filter(sender -> sensor.equals(sender.status().getSensor()))
                .count();
    }

    private double waiting(PipelineStage stage) {
        Long waiting = flow.waiting().get(stage);
        return waiting == null ? Double.NaN : waiting;
    }

    private double oldestSeconds(PipelineStage stage) {
        Map<PipelineStage, Long> waiting = flow.waiting();
        Instant oldest = flow.oldestWaiting().get(stage);
        if (waiting.isEmpty() || oldest == null) {
            return waiting.getOrDefault(stage, 1L) == 0 ? 0 : Double.NaN;
        }
        return Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / MILLIS_PER_SECOND);
    }

    private double running(PipelineStage stage) {
        return instances.alive(stage.service()).size();
    }

    private double behind(PipelineStage stage) {
        SavedSettings current = settings.current();
        if (current == null) {
            return 0;
        }
        Long newest = current.revision();
        return instances.alive(stage.service()).stream()
                .filter(instance -> !newest.equals(instance.status().getSettingsRevision()))
                .count();
    }

    private double nearDeletion(PipelineStage stage) {
        NearDeletion near = backlog.nearDeletion().get(stage);
        return near == null ? Double.NaN : near.records();
    }
}

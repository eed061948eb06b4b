package io.bellwire.config.page;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.pipeline.FlowWatch;
import io.bellwire.config.pipeline.PipelineStage;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows the pipeline as it is: who runs, what waits, how fast it flows. */
@Controller
class StatusPage {
    private final SettingsFollower follower;
    private final InstanceRegistry instances;
    private final WaitingRecords waiting;
    private final FlowWatch flow;
    private final SensorPanels sensors;
    private final Clock clock;

    StatusPage(
            SettingsFollower follower,
            InstanceRegistry instances,
            WaitingRecords waiting,
            FlowWatch flow,
            SensorPanels sensors,
            Clock clock) {
        this.follower = follower;
        this.instances = instances;
        this.waiting = waiting;
        this.flow = flow;
        this.sensors = sensors;
        this.clock = clock;
    }

    @GetMapping("/status")
    ModelAndView show() {
        return filled(new ModelAndView("status"));
    }

    /** What the page renews by itself. */
    @GetMapping("/status/pipeline")
    ModelAndView pipeline() {
        return filled(new ModelAndView("status :: pipeline"));
    }

    private ModelAndView filled(ModelAndView page) {
        SavedSettings current = follower.current();
        page.addObject("current", current);
        page.addObject("stages", stages(current));
        page.addObject("portal", portal(current));
        page.addObject("connections", connections(current));
        String delivered = current != null && current.settings().transport() == Transport.UDP ? "sent" : "delivered";
        page.addObject("delivered", delivered);
        page.addObject("chart", RateChart.of(flow.rates(), delivered));
        page.addObject("panel", sensors.panel());
        return page;
    }

    private List<StageCard> stages(@Nullable SavedSettings current) {
        Map<PipelineStage, Long> counts = counts();
        Map<PipelineStage, Instant> oldest = flow.oldestWaiting();
        return Arrays.stream(PipelineStage.values())
                .map(stage -> StageCard.of(
                        title(stage),
                        undone(stage),
                        counts.get(stage),
                        oldest.get(stage),
                        instances.alive(stage.service()),
                        current == null ? 0 : current.revision(),
                        clock.instant()))
                .toList();
    }

    private StageCard portal(@Nullable SavedSettings current) {
        return StageCard.of(
                "Portal",
                "waiting",
                0L,
                null,
                instances.alive(Service.CONFIG_SERVICE),
                current == null ? 0 : current.revision(),
                clock.instant());
    }

    private List<ConnectionCard> connections(@Nullable SavedSettings current) {
        return ConnectionCard.of(
                instances.alive(Service.SYSLOG_SENDER),
                current == null ? "" : current.settings().sensor(),
                clock.instant());
    }

    /** Empty when Kafka does not answer: what is known without it is shown all the same. */
    private Map<PipelineStage, Long> counts() {
        try {
            return waiting.beforeEachStage();
        } catch (KafkaAwayException e) {
            return Map.of();
        }
    }

    private static String title(PipelineStage stage) {
        return switch (stage) {
            case INGEST -> "Intake";
            case FORMATTER -> "Formatter";
            case SENDER -> "Sender";
        };
    }

    /** The sender's work is done when the SIEM's program has surely read it, which takes a moment to know. */
    private static String undone(PipelineStage stage) {
        return switch (stage) {
            case INGEST, FORMATTER -> "waiting";
            case SENDER -> "not yet surely taken";
        };
    }
}

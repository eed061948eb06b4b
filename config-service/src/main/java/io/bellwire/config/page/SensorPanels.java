package io.bellwire.config.page;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.pipeline.BacklogWatch;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.config.sensors.Sensor;
import io.bellwire.config.sensors.SensorRegistry;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What pages show of the sensors, and how they renew it. */
@Controller
class SensorPanels {
    private static final String KAFKA_AWAY =
            "Kafka does not answer: what stands here may be old, nothing can be saved or"
                    + " tested, and nothing is delivered until it is back. This page notices by itself.";

    private final SettingsFollower follower;
    private final SensorRegistry registry;
    private final WaitingRecords waiting;
    private final BacklogWatch watch;

    SensorPanels(SettingsFollower follower, SensorRegistry registry, WaitingRecords waiting, BacklogWatch watch) {
        this.follower = follower;
        this.registry = registry;
        this.waiting = waiting;
        this.watch = watch;
    }

    /** Renews what a page shows of the sensors; answers 204, which leaves the page alone, when nothing changed. */
    @GetMapping("/sensors")
    ModelAndView sensors(
            @RequestParam(defaultValue = "") String cardsShown,
            @RequestParam(defaultValue = "") String choiceShown,
            @RequestParam(defaultValue = "") String sensor) {
        SensorPanel panel = panel();
        SensorChoice choice = choice(sensor.isEmpty() ? preselected() : sensor);
        boolean choiceChanged = !choiceShown.isEmpty() && !choice.digest().equals(choiceShown);
        if (!choiceChanged && panel.digest().equals(cardsShown)) {
            ModelAndView nothing = new ModelAndView("sensors :: nothing");
            nothing.setStatus(HttpStatus.NO_CONTENT);
            return nothing;
        }
        ModelAndView renewed = new ModelAndView(choiceChanged ? "sensors :: panel-and-choice" : "sensors :: panel");
        renewed.addObject("panel", panel);
        renewed.addObject("choice", choice);
        return renewed;
    }

    SensorPanel panel() {
        SavedSettings current = follower.current();
        return new SensorPanel(
                warnings(current), SensorCard.of(registry.sensors(), current == null ? 0 : current.revision()));
    }

    private List<String> warnings(@Nullable SavedSettings current) {
        List<String> nearDeletion = DeletionWarning.of(watch.nearDeletion(), current);
        try {
            var unused = waiting.beforeEachStage();
            return nearDeletion;
        } catch (KafkaAwayException e) {
            return e.isForbidden()
                    ? Stream.concat(Stream.of(String.valueOf(e.getBody().getDetail())), nearDeletion.stream())
                            .toList()
                    : List.of(KAFKA_AWAY);
        }
    }

    SensorChoice choice(String chosen) {
        return SensorChoice.of(registry.sensors(), chosen);
    }

    /** The one that there is; null when there are several, or none. */
    @Nullable
    String onlySensor() {
        List<Sensor> sensors = registry.sensors();
        return sensors.size() == 1 ? sensors.get(0).name() : null;
    }

    private String preselected() {
        SavedSettings current = follower.current();
        String only = onlySensor();
        if (current != null) {
            return current.settings().sensor();
        }
        return only == null ? "" : only;
    }
}

package io.bellwire.config.page;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.pipeline.BacklogWatch;
import io.bellwire.config.sensors.Sensor;
import io.bellwire.config.sensors.SensorRegistry;
import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.config.settings.SettingsPublisher;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFault;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.settings.SyslogSettings;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The one page on which people see and change the syslog settings. */
@Controller
class SettingsPage {
    private static final String ADMIN_AUTHORITY = "ROLE_ADMIN";

    private final SettingsFollower follower;
    private final SettingsPublisher publisher;
    private final SettingsDecoder decoder;
    private final SensorRegistry registry;
    private final BacklogWatch watch;

    SettingsPage(
            SettingsFollower follower,
            SettingsPublisher publisher,
            SettingsDecoder decoder,
            SensorRegistry registry,
            BacklogWatch watch) {
        this.follower = follower;
        this.publisher = publisher;
        this.decoder = decoder;
        this.registry = registry;
        this.watch = watch;
    }

    @GetMapping("/")
    ModelAndView show(@RequestParam(required = false) @Nullable Long saved, Authentication user, CsrfToken token) {
        SavedSettings current = follower.current();
        long revision = revision(current);
        SettingsForm form = current == null ? SettingsForm.unsaved(onlySensor()) : SettingsForm.of(current.settings());
        Notice notice = saved != null && saved == revision ? Notice.saved(revision) : null;
        return page(form, Map.of(), notice, revision, user, token);
    }

    @PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView save(@RequestParam Map<String, String> posted, Authentication user, CsrfToken token) {
        SettingsForm form = new SettingsForm(posted);
        long basedOn = basedOn(posted);
        try {
            SyslogSettings settings = decoder.decode(form.toJson());
            Optional<SavedSettings> saved = publisher.save(basedOn, settings, user.getName());
            if (saved.isPresent()) {
                // A reload of the answer must not save again.
                return new ModelAndView("redirect:/?saved=" + saved.get().revision());
            }
            Notice notice = Notice.overtaken(follower.current());
            return refused(HttpStatus.PRECONDITION_FAILED, page(form, Map.of(), notice, basedOn, user, token));
        } catch (InvalidSettingsException e) {
            Map<String, String> faults = byField(e.faults());
            Notice notice = Notice.refused(faults.size());
            return refused(HttpStatus.BAD_REQUEST, page(form, faults, notice, basedOn, user, token));
        } catch (KafkaAwayException e) {
            return refused(
                    HttpStatus.SERVICE_UNAVAILABLE, page(form, Map.of(), Notice.kafkaAway(), basedOn, user, token));
        }
    }

    /** Renews what the page shows of the sensors; answers 204, which leaves the page alone, when nothing changed. */
    @GetMapping("/sensors")
    ModelAndView sensors(
            @RequestParam(defaultValue = "") String cardsShown,
            @RequestParam(defaultValue = "") String choiceShown,
            @RequestParam(defaultValue = "") String sensor) {
        SensorPanel panel = panel(registry.sensors());
        SensorChoice choice = SensorChoice.of(registry.sensors(), sensor.isEmpty() ? preselected() : sensor);
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

    private ModelAndView page(
            SettingsForm form,
            Map<String, String> faults,
            @Nullable Notice notice,
            long basedOn,
            Authentication user,
            CsrfToken token) {
        List<Sensor> sensors = registry.sensors();
        SavedSettings current = follower.current();
        ModelAndView page = new ModelAndView("settings");
        page.addObject("form", form);
        page.addObject("faults", faults);
        page.addObject("advancedFaulty", faults.keySet().stream().anyMatch(SettingsForm::isAdvanced));
        page.addObject("notice", notice);
        page.addObject("basedOn", basedOn);
        page.addObject("current", current);
        page.addObject("savedAt", current == null ? "" : PageTime.of(current.savedAt()));
        page.addObject("panel", panel(sensors));
        page.addObject("choice", SensorChoice.of(sensors, form.text("sensor")));
        page.addObject("timeZones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
        page.addObject("facilities", Facility.ALL);
        page.addObject("user", user.getName());
        page.addObject("mayChange", mayChange(user));
        // Asked for before the page is written: its cookie must go out with the headers.
        page.addObject("csrfName", token.getParameterName());
        page.addObject("csrfToken", token.getToken());
        return page;
    }

    private SensorPanel panel(List<Sensor> sensors) {
        SavedSettings current = follower.current();
        return new SensorPanel(
                DeletionWarning.of(watch.nearDeletion(), current), SensorCard.of(sensors, revision(current)));
    }

    private String preselected() {
        SavedSettings current = follower.current();
        String only = onlySensor();
        if (current != null) {
            return current.settings().sensor();
        }
        return only == null ? "" : only;
    }

    private @Nullable String onlySensor() {
        List<Sensor> sensors = registry.sensors();
        return sensors.size() == 1 ? sensors.get(0).name() : null;
    }

    private static ModelAndView refused(HttpStatus status, ModelAndView page) {
        page.setStatus(status);
        return page;
    }

    private static Map<String, String> byField(List<SettingsFault> faults) {
        Map<String, String> byField = new LinkedHashMap<>();
        faults.forEach(fault -> byField.merge(fault.field(), fault.message(), (one, other) -> one + "; " + other));
        return byField;
    }

    /** A page without a number that can be read saw nothing that is still saved. */
    private static long basedOn(Map<String, String> posted) {
        try {
            return Long.parseLong(posted.getOrDefault("basedOn", "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static long revision(@Nullable SavedSettings current) {
        return current == null ? 0 : current.revision();
    }

    private static boolean mayChange(Authentication user) {
        return user.getAuthorities().stream().anyMatch(granted -> ADMIN_AUTHORITY.equals(granted.getAuthority()));
    }
}

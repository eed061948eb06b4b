package io.bellwire.config.page;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.preview.Facility;
import io.bellwire.config.settings.Author;
import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.config.settings.SettingsPublisher;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFault;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.settings.SyslogSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page on which people see and change the syslog settings. */
@Controller
class SettingsPage {
    private final SettingsFollower follower;
    private final SettingsPublisher publisher;
    private final SettingsDecoder decoder;
    private final SensorPanels sensors;
    private final WaitingBeforeStart waiting;
    private final Clock clock;

    SettingsPage(
            SettingsFollower follower,
            SettingsPublisher publisher,
            SettingsDecoder decoder,
            SensorPanels sensors,
            WaitingBeforeStart waiting,
            Clock clock) {
        this.follower = follower;
        this.publisher = publisher;
        this.decoder = decoder;
        this.sensors = sensors;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * @param saved the revision that was just saved
     * @param from an earlier revision to begin with
     */
    @GetMapping("/")
    ModelAndView show(
            @RequestParam(required = false) @Nullable Long saved, @RequestParam(required = false) @Nullable Long from) {
        SavedSettings current = follower.current();
        SavedSettings earlier = from == null ? null : revision(from);
        if (earlier != null) {
            return page(SettingsForm.of(earlier.settings()), Map.of(), Notice.again(earlier), number(current));
        }
        Notice notice = saved != null && saved == number(current) ? Notice.saved(saved) : null;
        return page(whatIsSaved(current), Map.of(), notice, number(current));
    }

    @PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView save(@RequestParam Map<String, String> posted, HttpServletRequest request) {
        SettingsForm form = new SettingsForm(posted);
        long basedOn = basedOn(posted);
        try {
            SyslogSettings settings = decoder.decode(form.toJson());
            if (waiting.isToBeAsked(settings) && form.text(WaitingChoice.FIELD).isEmpty()) {
                return answered(HttpStatus.CONFLICT, page(form, Map.of(), Notice.askedOfWaiting(), basedOn));
            }
            if (form.text(WaitingChoice.FIELD).equals(WaitingChoice.START_FROM_NOW)) {
                settings = settings.deliveringSince(clock.instant());
            }
            Optional<SavedSettings> saved = publisher.save(basedOn, settings, Author.of(request));
            if (saved.isPresent()) {
                // A reload of the answer must not save again.
                return new ModelAndView("redirect:/?saved=" + saved.get().revision());
            }
            return overtaken(form, basedOn);
        } catch (InvalidSettingsException e) {
            Map<String, String> faults = byField(e.faults());
            return answered(HttpStatus.BAD_REQUEST, page(form, faults, Notice.refused(faults.size()), basedOn));
        } catch (KafkaAwayException e) {
            return answered(HttpStatus.SERVICE_UNAVAILABLE, page(form, Map.of(), Notice.kafkaAway(e), basedOn));
        }
    }

    /** Shows what a file holds; the form saves it, or not. */
    @PostMapping(path = "/", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView take(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        SettingsFile read = SettingsFile.read(file, decoder);
        SavedSettings current = follower.current();
        SettingsForm form = read.form() == null ? whatIsSaved(current) : read.form();
        return answered(read.status(), page(form, read.faults(), read.notice(), number(current)));
    }

    /** Shows what changed meanwhile; to save again is then to save over it, knowingly. */
    private ModelAndView overtaken(SettingsForm form, long basedOn) {
        SavedSettings current = follower.current();
        SavedSettings seen = revision(basedOn);
        ModelAndView page =
                page(form, Map.of(), Notice.overtaken(current), current == null ? basedOn : number(current));
        if (current != null) {
            page.addObject(
                    "changes", SettingsDifference.between(seen == null ? null : seen.settings(), current.settings()));
        }
        return answered(HttpStatus.PRECONDITION_FAILED, page);
    }

    private ModelAndView page(SettingsForm form, Map<String, String> faults, @Nullable Notice notice, long basedOn) {
        SavedSettings current = follower.current();
        ModelAndView page = new ModelAndView("settings");
        page.addObject("form", form);
        page.addObject("faults", faults);
        page.addObject("advancedFaulty", faults.keySet().stream().anyMatch(SettingsForm::isAdvanced));
        page.addObject("notice", notice);
        page.addObject("changes", List.of());
        page.addObject("basedOn", basedOn);
        page.addObject("current", current);
        page.addObject("savedAt", current == null ? "" : PageTime.of(current.savedAt()));
        page.addObject("waiting", waiting.choice());
        page.addObject("panel", sensors.panel());
        page.addObject("choice", sensors.choice(form.text("sensor")));
        page.addObject("timeZones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
        page.addObject("facilities", Facility.ALL);
        return page;
    }

    private SettingsForm whatIsSaved(@Nullable SavedSettings current) {
        return current == null ? SettingsForm.unsaved(sensors.onlySensor()) : SettingsForm.of(current.settings());
    }

    private @Nullable SavedSettings revision(long number) {
        return follower.revisions().stream()
                .filter(saved -> saved.revision() == number)
                .findFirst()
                .orElse(null);
    }

    private static ModelAndView answered(HttpStatus status, ModelAndView page) {
        page.setStatus(status);
        return page;
    }

    static Map<String, String> byField(List<SettingsFault> faults) {
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

    private static long number(@Nullable SavedSettings current) {
        return current == null ? 0 : current.revision();
    }
}

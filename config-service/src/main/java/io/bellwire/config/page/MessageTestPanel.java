package io.bellwire.config.page;

import io.bellwire.config.messagetest.MessageTests;
import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SettingsFault;
import io.bellwire.settings.SyslogSettings;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Has a test message sent by the form as it stands, and shows each step as it happens. */
@Controller
class MessageTestPanel {
    private static final SettingsFault FORGOTTEN =
            new SettingsFault("test", "is not known here: it was begun long ago or elsewhere; begin another one");

    private final SettingsDecoder decoder;
    private final MessageTests tests;

    MessageTestPanel(SettingsDecoder decoder, MessageTests tests) {
        this.decoder = decoder;
        this.tests = tests;
    }

    @PostMapping(path = "/test", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView begin(@RequestParam Map<String, String> posted, Principal user) {
        try {
            SyslogSettings settings = decoder.decode(new SettingsForm(posted).toJson());
            return show(tests.begin(settings, user.getName()));
        } catch (InvalidSettingsException e) {
            return refused(e.faults());
        } catch (ErrorResponseException e) {
            String detail = e.getBody().getDetail();
            return refused(List.of(new SettingsFault("sensor", detail == null ? "cannot be asked" : detail)));
        }
    }

    /** The same panel later. */
    @GetMapping("/test/{id}")
    ModelAndView show(@PathVariable String id) {
        return tests.find(id)
                .map(test -> panel(TestedSteps.of(test), List.of()))
                .orElseGet(() -> refused(List.of(FORGOTTEN)));
    }

    private static ModelAndView refused(List<SettingsFault> faults) {
        return panel(TestedSteps.NONE, faults);
    }

    private static ModelAndView panel(TestedSteps test, List<SettingsFault> faults) {
        ModelAndView panel = new ModelAndView("test :: panel");
        panel.addObject("test", test);
        panel.addObject("faults", faults);
        return panel;
    }
}

package io.bellwire.config.page;

import io.bellwire.config.preview.MessagePreview;
import io.bellwire.config.preview.MessagePreviews;
import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows, for the form as it stands, what would be on the wire, beside what is on it now. */
@Controller
class PreviewPanel {
    private final SettingsDecoder decoder;
    private final MessagePreviews previews;
    private final SettingsFollower follower;

    PreviewPanel(SettingsDecoder decoder, MessagePreviews previews, SettingsFollower follower) {
        this.decoder = decoder;
        this.previews = previews;
        this.follower = follower;
    }

    @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView preview(@RequestParam Map<String, String> posted) {
        ModelAndView panel = new ModelAndView("preview :: panel");
        try {
            List<MessagePreview> wanted = previews.of(decoder.decode(new SettingsForm(posted).toJson()));
            SavedSettings current = follower.current();
            List<MessagePreview> saved = current == null ? List.of() : previews.of(current.settings());
            panel.addObject("samples", PreviewedSample.of(wanted, saved));
            panel.addObject("faults", List.of());
        } catch (InvalidSettingsException e) {
            panel.addObject("samples", List.of());
            panel.addObject("faults", e.faults());
        }
        return panel;
    }
}

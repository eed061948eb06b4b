package io.bellwire.config.preview;

import io.bellwire.config.settings.SettingsDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what settings would send; nothing is saved. */
@RestController
class PreviewController {
    private final SettingsDecoder decoder;
    private final MessagePreviews previews;

    PreviewController(SettingsDecoder decoder, MessagePreviews previews) {
        this.decoder = decoder;
        this.previews = previews;
    }

    @PostMapping(path = "/api/v1/settings/syslog/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    List<MessagePreview> preview(InputStream body) throws IOException {
        return previews.of(decoder.decode(body));
    }
}

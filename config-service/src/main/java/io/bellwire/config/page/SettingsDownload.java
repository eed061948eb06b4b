package io.bellwire.config.page;

import io.bellwire.config.settings.SettingsEncoder;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Gives a saved revision out as a file, which the settings page and a PUT take back. */
@Controller
class SettingsDownload {
    private final SettingsFollower follower;
    private final SettingsEncoder encoder;

    SettingsDownload(SettingsFollower follower, SettingsEncoder encoder) {
        this.follower = follower;
        this.encoder = encoder;
    }

    @GetMapping("/history/{revision:[0-9]{1,18}}.json")
    ResponseEntity<byte[]> download(@PathVariable long revision) {
        SavedSettings saved = follower.revisions().stream()
                .filter(each -> each.revision() == revision)
                .findFirst()
                .orElseThrow(() -> new ErrorResponseException(
                        HttpStatus.NOT_FOUND,
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.NOT_FOUND, "No settings were saved as revision " + revision + "."),
                        null));
        String name = "bellwire-settings-" + revision + ".json";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(encoder.encode(saved.settings()));
    }
}

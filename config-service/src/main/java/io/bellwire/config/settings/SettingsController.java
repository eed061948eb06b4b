package io.bellwire.config.settings;

import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.settings.SyslogSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads and saves the syslog settings for programs. */
@RestController
@RequestMapping("/api/v1/settings/syslog")
class SettingsController {
    private final SettingsFollower follower;
    private final SettingsPublisher publisher;
    private final SettingsDecoder decoder;

    SettingsController(SettingsFollower follower, SettingsPublisher publisher, SettingsDecoder decoder) {
        this.follower = follower;
        this.publisher = publisher;
        this.decoder = decoder;
    }

    @GetMapping
    ResponseEntity<SettingsAnswer> current() {
        SavedSettings current = follower.current();
        if (current == null) {
            throw refusal(HttpStatus.NOT_FOUND, "No settings have been saved yet.");
        }
        return answer(current);
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SettingsAnswer> save(HttpServletRequest request, InputStream body) throws IOException {
        SavedSettings current = follower.current();
        long basedOn = SavePrecondition.basedOn(
                header(request, HttpHeaders.IF_MATCH),
                header(request, HttpHeaders.IF_NONE_MATCH),
                current == null ? 0 : current.revision());
        SyslogSettings settings = decoder.decode(body);
        return answer(publisher.save(basedOn, settings, Author.of(request)).orElseThrow(SavePrecondition::overtaken));
    }

    @GetMapping("/history")
    List<SettingsAnswer.Past> history() {
        return follower.revisions().stream().map(SettingsAnswer.Past::of).toList();
    }

    private static ResponseEntity<SettingsAnswer> answer(SavedSettings saved) {
        return ResponseEntity.ok().eTag(SavePrecondition.tag(saved.revision())).body(SettingsAnswer.of(saved));
    }

    /** Several header lines of one name are one list (RFC 9110 section 5.2). */
    private static @Nullable String header(HttpServletRequest request, String name) {
        List<String> lines = Collections.list(request.getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

package io.bellwire.config.messagetest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sends test messages for programs. */
@RestController
class MessageTestController {
    private final MessageTests tests;
    private final SettingsDecoder decoder;

    MessageTestController(MessageTests tests, SettingsDecoder decoder) {
        this.tests = tests;
        this.decoder = decoder;
    }

    /** Takes as long as the test, 15 seconds at most. */
    @PostMapping(path = "/api/v1/settings/syslog/test", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer test(InputStream body, Principal user) throws IOException, InterruptedException {
        SyslogSettings settings = decoder.decodeOfAnySensor(body);
        MessageTest test = tests.await(tests.begin(settings, user.getName()));
        if (!test.isInTime()) {
            throw new SensorSilentException(String.valueOf(test.trouble()));
        }
        return Answer.of(test);
    }

    /** What the contract says of a finished test. */
    @JsonPropertyOrder({"delivered", "sensor", "address", "message", "marker", "verdict", "steps"})
    record Answer(
            boolean delivered,
            String sensor,
            @Nullable String address,
            @Nullable String message,
            @Nullable String marker,
            @Nullable String verdict,
            List<MessageTest.Step> steps) {
        static Answer of(MessageTest test) {
            return new Answer(
                    test.delivered(),
                    test.sensor(),
                    test.address(),
                    test.message(),
                    test.marker(),
                    test.verdict(),
                    test.steps());
        }
    }
}

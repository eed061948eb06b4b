package io.bellwire.config.settings;

import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes settings as a file that {@link SettingsDecoder} reads: the body of a PUT, one member a line. Thread-safe. */
@Component
public final class SettingsEncoder {
    private static final String LINE_FEED = "\n";

    private final ObjectWriter writer;

    SettingsEncoder(JsonMapper mapper) {
        DefaultIndenter lines = new DefaultIndenter("  ", LINE_FEED);
        writer = mapper.writer()
                .with(new DefaultPrettyPrinter(
                                Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(lines));
    }

    /** The same for the same settings, whoever saved them and when: two files can be compared line by line. */
    public byte[] encode(SyslogSettings settings) {
        return (writer.writeValueAsString(SettingsAnswer.Body.of(settings)) + LINE_FEED)
                .getBytes(StandardCharsets.UTF_8);
    }
}

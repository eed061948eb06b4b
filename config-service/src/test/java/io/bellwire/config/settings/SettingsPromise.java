package io.bellwire.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every body of a PUT: it is refused field by field, or it comes back as it went in. */
final class SettingsPromise {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final SettingsDecoder DECODER = new SettingsDecoder(MAPPER, () -> Set.of("DC01", "DC02"));

    private SettingsPromise() {}

    static void check(byte[] body) {
        SyslogSettings settings;
        try {
            settings = DECODER.decode(body);
        } catch (InvalidSettingsException e) {
            assertThat(e.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.field()).isNotNull();
                assertThat(fault.message()).isNotBlank();
            });
            return;
        }
        SavedSettings saved = new SavedSettings(1, Instant.EPOCH, "admin", settings);
        assertThat(DECODER.decode(MAPPER.writeValueAsBytes(SettingsAnswer.of(saved))))
                .isEqualTo(settings);
        assertThat(saved.toBytes()).isNotEmpty();
    }
}

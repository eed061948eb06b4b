package io.bellwire.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsHistoryTest {
    @Test
    void firstRecordOnTheCurrentRevisionWins() {
        SettingsHistory history = SettingsHistory.EMPTY
                .with(0, SampleSettings.revision(1, "anna"))
                .with(1, SampleSettings.revision(2, "anna"))
                .with(2, SampleSettings.revision(2, "ben"))
                .with(3, SampleSettings.revision(3, "ben"));

        assertThat(history.revisions())
                .extracting(each -> each.saved().savedBy())
                .containsExactly("anna", "anna", "ben");
        assertThat(history.counted(1)).isTrue();
        assertThat(history.counted(2)).isFalse();
    }

    @Test
    void recordOfTheFutureIsPassedOver() {
        SettingsHistory history = SettingsHistory.EMPTY.with(0, SampleSettings.revision(5, "anna"));

        assertThat(history.current()).isNull();
        assertThat(history.lastOffset()).isZero();
    }
}

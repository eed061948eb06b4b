package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogHeaderTest {
    @ParameterizedTest
    @CsvSource({"app name, 4242, -", "app, 4 2, -", "app, 4242, a\u00e9", "'', 4242, -"})
    void fieldsArePrintableAscii(String appName, String procId, String msgId) {
        assertThatThrownBy(() -> header(4, appName, procId, msgId))
                .isInstanceOfSatisfying(
                        UnencodableMessageException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.HEADER_CHARS));
    }

    @Test
    void msgIdIsOneTo32Characters() {
        assertThatThrownBy(() -> header(4, "app", "1", "m".repeat(33)))
                .isInstanceOfSatisfying(
                        UnencodableMessageException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.MSGID_LENGTH));
        assertThat(header(4, "app", "1", "m".repeat(32)).msgId()).hasSize(32);
    }

    @Test
    void longAppNameAndProcIdAreCut() {
        SyslogHeader header = header(4, "a".repeat(49), "p".repeat(129), "-");

        assertThat(header.appName()).hasSize(48);
        assertThat(header.procId()).hasSize(128);
    }

    @ParameterizedTest
    @CsvSource({"'', -", "'  ', -", "\ud83d\ude00b, _b", "'a b', a_b", "xCEF:1, xCEF_1", "a|b, a_b"})
    void msgIdOfAClassHoldsNothingThatReadersTrustFor(String eventClassId, String msgId) {
        assertThat(SyslogHeader.msgIdOf(eventClassId)).isEqualTo(msgId);
    }

    private static SyslogHeader header(int severity, String appName, String procId, String msgId) {
        return new SyslogHeader(4, severity, Instant.EPOCH, HostName.of("a"), appName, procId, msgId, null);
    }
}

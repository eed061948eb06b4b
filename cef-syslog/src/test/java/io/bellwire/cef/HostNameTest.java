package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "DC1, DC1, DC1",
        "dc_1.contoso.com, dc_1.contoso.com, dc_1",
        "dc-.contoso.com, dc-.contoso.com, dc",
        "m\u00fcnchen.example, xn--mnchen-3ya.example, xn--mnchen-3ya",
        "192.0.2.7, 192.0.2.7, 192.0.2.7",
        "[2001:DB8::7], 2001:db8::7, 2001:db8::7",
        "fe80::1%eth0, fe80::1, fe80::1",
        "1.2.3, 1.2.3, 1",
    })
    void nameIsWrittenWithAndWithoutDomain(String text, String full, String shortName) {
        HostName host = HostName.of(text);

        assertThat(host.full()).isEqualTo(full);
        assertThat(host.shortName()).isEqualTo(shortName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "-a",
                "a-",
                ".a",
                "a.",
                "_a",
                "a:b",
                "a|b",
                "a\n",
                "[a]",
                "\ud800",
                "\u00e9..b",
                "CEF:0"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> HostName.of(text))
                .isInstanceOfSatisfying(
                        UnencodableMessageException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.HOSTNAME_CHARS));
    }
}

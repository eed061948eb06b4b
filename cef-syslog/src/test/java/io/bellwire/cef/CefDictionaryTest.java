package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CefDictionaryTest {
    private final CefDictionary dictionary = CefDictionary.standard();

    @Test
    void keysHaveTheirTypesLimitsAndLabels() {
        assertThat(dictionary.size()).isEqualTo(182);
        assertThat(dictionary.key("act").octetsMax()).isEqualTo(63);
        assertThat(dictionary.key("cs1").octetsMax()).isEqualTo(4000);
        assertThat(dictionary.key("cs1").label()).isSameAs(dictionary.find("cs1Label"));
        assertThat(dictionary.key("cs1Label").labelled()).isSameAs(dictionary.find("cs1"));
        assertThat(dictionary.key("src").type()).isEqualTo(CefType.IPV4);
        assertThat(dictionary.key("dpt").highest()).isEqualTo(65_535);
        assertThat(dictionary.key("cnt").lowest()).isZero();
    }

    @Test
    void namesAreToldApartByCase() {
        assertThat(dictionary.find("SRC")).isNull();
        assertThat(dictionary.key("SRC").index()).isEqualTo(CefKey.NOT_IN_DICTIONARY);
    }

    @Test
    void keysHaveTheirFullNames() {
        assertThat(dictionary.key("shost").fullName()).isEqualTo("sourceHostName");
        assertThat(dictionary.key("rt").fullName()).isEqualTo("deviceReceiptTime");
        assertThat(dictionary.key("msg").fullName()).isEqualTo("message");
        assertThat(dictionary.key("shostfqdn").fullName()).isNull();
        assertThat(dictionary.key("ticket").fullName()).isNull();
        assertThat(dictionary.names())
                .filteredOn(name -> dictionary.key(name).fullName() == null)
                .containsExactly("shostfqdn");
    }

    @Test
    void documentTellsEveryKey() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "WIRE.md"));

        assertThat(dictionary.names())
                .filteredOn(name -> !name.endsWith("Label"))
                .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }
}

package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bellwire.schemas.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertCatalogueTest {
    private final AlertDecoder decoder = SampleRequests.decoder();

    @Test
    void everySureLineFillsWhatWasLeftOut() throws IOException {
        List<String[]> sure = lines("sure");

        assertThat(sure).hasSizeGreaterThan(40).allSatisfy(columns -> {
            Alert alert = decoded("{\"type\":\"" + columns[1] + "\"}");
            assertThat(alert.getExternalId()).isEqualTo(Long.parseLong(columns[2]));
            assertThat(alert.getName()).isEqualTo(columns[3]);
        });
    }

    @Test
    void doubtfulLinesFillNothing() throws IOException {
        List<String[]> doubtful = lines("doubtful");

        assertThat(doubtful).hasSizeGreaterThan(200).allSatisfy(columns -> {
            Alert alert = decoded("{\"type\":\"" + columns[1] + "\"}");
            assertThat(alert.getExternalId()).isNull();
            assertThat(alert.getName()).isEqualTo(columns[1]);
        });
    }

    @Test
    void whatTheProducerSaysStays() {
        Alert numbered = decoded("{\"externalId\":7}");
        assertThat(numbered.getExternalId()).isEqualTo(7);
        assertThat(numbered.getName()).isEqualTo("Account enumeration reconnaissance");

        Alert named = decoded("{\"name\":\"Own title\"}");
        assertThat(named.getExternalId()).isEqualTo(2003);
        assertThat(named.getName()).isEqualTo("Own title");
    }

    @ParameterizedTest
    @CsvSource({"accountenumerationsecurityalert", "AccountEnumeration", "AccountEnumerationSecurityAlert2"})
    void typeIsLookedUpAsItIsWritten(String type) {
        assertThat(decoded("{\"type\":\"" + type + "\"}").getExternalId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sure|A|1; needs 4 columns",
                "sure|A|1|a|why; needs 4 columns",
                "sure|A|x|a; For input string",
                "sure|A|?|a; For input string",
                "sure||1|a; a column is empty",
                "sure|A|1| ; a column is empty",
                "sure|Known|1|a; Known is there more than once",
                "doubtful|A|1|a; needs 5 columns",
                "doubtful|A|1|a| ; a column is empty",
                "doubtful|Known|1|a|why; Known is sure in another line",
                "sure|Unknown|1|a; Unknown is doubtful in another line",
                "maybe|A|1|a; begins with neither"
            })
    void damagedLineIsToldByItsNumber(String line, String fault) {
        String text = "# comment\n\nsure|Known|1|a\ndoubtful|Unknown|?|a|why\n" + line + "\n";

        assertThatIllegalStateException()
                .isThrownBy(() -> AlertCatalogue.parse(text))
                .withMessageStartingWith("alert-catalogue.txt, line 5: " + fault);
    }

    private Alert decoded(String change) {
        Faults faults = new Faults();
        List<Alert> alerts =
                decoder.document(SampleRequests.utf8(SampleRequests.changed(change)), Instant.EPOCH, faults);
        assertThat(faults.listed()).isEmpty();
        return alerts.get(0);
    }

    private static List<String[]> lines(String certainty) throws IOException {
        try (InputStream in = AlertCatalogue.class.getResourceAsStream("alert-catalogue.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Stream.of(line.split("\\|")).map(String::strip).toArray(String[]::new))
                    .filter(columns -> columns[0].equals(certainty))
                    .toList();
        }
    }
}

package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestTokenTest {
    private static final String TOKEN = "s3cret-token";
    private static final String LONG = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    @TempDir
    private Path directory;

    @Test
    void unnamedTokenIsGivenItselfOrInAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        var token = new IngestToken("default", TOKEN, 7);

        assertThat(IngestToken.unnamed(TOKEN, null, 7)).isEqualTo(token);
        assertThat(IngestToken.unnamed(null, file, 7)).isEqualTo(token);
        assertThat(IngestToken.unnamed(TOKEN, file, 7)).isEqualTo(token);
        assertThat(IngestToken.unnamed(" ", null, 7)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestToken.unnamed("another", file, 7))
                .withMessageContaining("differ")
                .withMessageNotContaining(TOKEN);
    }

    @Test
    void unusableUnnamedTokensAreRefused() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThatIllegalArgumentException().isThrownBy(() -> IngestToken.unnamed(null, empty, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> IngestToken.unnamed("schlüssel", null, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestToken.unnamed(null, directory.resolve("none"), 0))
                .withMessageMatching("BELLWIRE_INGEST_TOKEN_FILE: .*none cannot be read: no such file");
    }

    @Test
    void namedTokensHaveTheirOwnRateOrTheCommonOne() throws IOException {
        Path file = tokens("# who   shows what\r\n\n  siem-a\t" + LONG + "\r\nlab.2  " + OTHER + "  250");

        assertThat(IngestToken.named(file, 40))
                .containsExactly(new IngestToken("siem-a", LONG, 40), new IngestToken("lab.2", OTHER, 250));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a                             | line 1: it has 1 word: right is <name> <token> [<alerts per second>]",
                "a 0123456789abcdef 5 6        | line 1: it has 4 words: right is",
                "ä 0123456789abcdef            | line 1: a name is 1 to 64 of the letters",
                "default 0123456789abcdef      | line 1: the name 'default' is that of BELLWIRE_INGEST_TOKEN",
                "a 0123456789abcde             | line 1: the token of 'a' is shorter than 16 characters",
                "a 0123456789abcdeä            | line 1: the ingest token must be one or more visible ASCII characters",
                "a 0123456789abcdef 0          | line 1: the alerts per second must be a number from 1 to 1000000",
                "a 0123456789abcdef 1000001    | line 1: the alerts per second must be",
                "a 0123456789abcdef fast       | line 1: the alerts per second must be",
                "a 0123456789abcdef;a fedcba9876543210 | line 2: the name 'a' stands twice",
                "a 0123456789abcdef;b 0123456789abcdef | line 2: 'b' has the token of another name",
                "# nobody                      | holds no token"
            })
    void unusableLinesAreNamedAndNoTokenIsShown(String lines, String fault) throws IOException {
        Path file = tokens(lines.strip().replace(';', '\n'));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestToken.named(file, 0))
                .withMessageStartingWith("BELLWIRE_INGEST_TOKENS_FILE: " + file)
                .withMessageContaining(fault.strip())
                .withMessageNotContaining("0123456789");
    }

    @Test
    void unreadableFilesOfNamedTokensAreRefused() throws IOException {
        Path latin = Files.write(directory.resolve("latin"), "ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestToken.named(latin, 0))
                .withMessageEndingWith("cannot be read: it is not UTF-8");
    }

    @Test
    void tokenDoesNotShowInText() {
        assertThat(new IngestToken("a", TOKEN, 0).toString()).contains("a").doesNotContain(TOKEN);
    }

    private Path tokens(String lines) throws IOException {
        return Files.writeString(directory.resolve("tokens"), lines);
    }
}

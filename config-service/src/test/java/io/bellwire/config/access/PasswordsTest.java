package io.bellwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    @TempDir
    Path directory;

    @Test
    void aPasswordMayStandInAFileWithALineFeedAtItsEnd() throws IOException {
        Path file = Files.writeString(directory.resolve("admin-password"), "s3 cret\n");

        assertThat(Passwords.of(null, file, "", null)).isEqualTo(new Passwords("s3 cret", null));
    }

    @Test
    void withoutAnAdminPasswordThePropertyIsNamed() {
        assertThatThrownBy(() -> Passwords.of(" ", null, "look", null))
                .isInstanceOf(UnusablePasswordException.class)
                .hasMessage("bellwire.admin-password is not set: the portal needs it");
    }

    @Test
    void aFileThatIsEmptyOrMissingIsNamed() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> Passwords.of(null, empty, null, null))
                .hasMessage("bellwire.admin-password-file: " + empty + " is empty");
        assertThatThrownBy(() -> Passwords.of("a", null, null, missing))
                .hasMessageStartingWith("bellwire.viewer-password-file: " + missing + " cannot be read");
    }

    @Test
    void textOfItNeverHoldsThePasswords() {
        assertThat(new Passwords("s3cret", "look").toString()).isEqualTo("Passwords[viewer present]");
    }

    @Test
    void onlyTheSamePasswordMatches() {
        KeyedDigestEncoder encoder = new KeyedDigestEncoder(new SecureRandom());
        String encoded = encoder.encode("pässwörd");

        assertThat(encoder.matches("pässwörd", encoded)).isTrue();
        assertThat(encoder.matches("passwörd", encoded)).isFalse();
        assertThat(encoder.matches("", encoded)).isFalse();
        assertThat(new KeyedDigestEncoder(new SecureRandom()).encode("pässwörd"))
                .isNotEqualTo(encoded);
    }
}

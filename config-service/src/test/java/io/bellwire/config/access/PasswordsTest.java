package io.bellwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
    void theValueGoesBeforeTheFileAndNobodyReadsIt() {
        assertThat(Passwords.of("value", Path.of("missing"), "look", Path.of("missing")))
                .isEqualTo(new Passwords("value", "look"));
    }

    @Test
    void anEmptyFileNameIsNone() {
        assertThat(Passwords.of("value", null, "", Path.of(""))).isEqualTo(new Passwords("value", null));
    }

    @Test
    void aFileThatCannotBeUsedIsNamedInOneLine() throws IOException {
        Path missing = directory.resolve("missing");
        assertAdminFileRefused(missing, "does not exist");
        assertAdminFileRefused(Files.writeString(directory.resolve("empty"), " \n\n"), "is empty");
        assertAdminFileRefused(
                Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff}), "is not text in UTF-8");
        assertAdminFileRefused(directory, "cannot be read (Is a directory)");
        assertThatThrownBy(() -> Passwords.of("a", null, null, missing))
                .hasMessage("bellwire.viewer-password-file: " + missing + " does not exist");
    }

    @Test
    void aFileThatThisUserMayNotReadIsToldApart() {
        // root, as whom tests may run, can read every file
        assertThat(Passwords.reason(new AccessDeniedException("locked")))
                .isEqualTo("may not be read by the user that runs this program");
    }

    private static void assertAdminFileRefused(Path file, String reason) {
        assertThatThrownBy(() -> Passwords.of("", file, null, null))
                .isInstanceOf(UnusablePasswordException.class)
                .hasMessage("bellwire.admin-password-file: " + file + " " + reason);
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

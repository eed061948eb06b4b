package io.bellwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DataDirectoryTest {
    @TempDir
    Path parent;

    private Path path;

    @BeforeEach
    void missingDirectory() {
        path = parent.resolve("made/data");
    }

    @Test
    void secretIsMadeOnceLongAndDifferentFromOthers() {
        Secret first = secret("admin-password");
        Secret again = secret("admin-password");

        assertThat(first.text()).hasSizeGreaterThanOrEqualTo(24).matches("[A-Za-z0-9_-]+");
        assertThat(again).isEqualTo(first);
        assertThat(secret("ingest-token").text()).isNotEqualTo(first.text());
    }

    @Test
    void onlyTheOwnerMayLookInside() throws Exception {
        Secret secret = secret("admin-password");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void diskThatIsNearlyFullIsRefused() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            directory.demandFreeSpace(DataSize.ofBytes(1));

            assertThatThrownBy(() -> directory.demandFreeSpace(DataSize.ofTerabytes(1_000_000)))
                    .isInstanceOf(StartupException.class)
                    .hasMessageMatching(
                            "only \\d+ MB are left on the disk of .*made/data and Bellwire wants"
                                    + " \\d+ MB: free some, set BELLWIRE_DATA_DIR to another disk, or lower BELLWIRE_FREE_SPACE_MIN");
        }
    }

    @Test
    void givenSecretIsUsedAndNotKept() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.secret("ingest-token", "given", null)).isEqualTo(new Secret("given", null));
        }
        assertThat(path.resolve("ingest-token")).doesNotExist();
    }

    @Test
    void secretOfAGivenFileIsReadWithoutItsLineEnd() throws Exception {
        Path file = Files.writeString(parent.resolve("token"), "from a file\n");
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.secret("ingest-token", null, file).text()).isEqualTo("from a file");
        }
    }

    @Test
    void aSecretGivenTwiceIsRefused() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThatThrownBy(() -> directory.secret("ingest-token", "given", parent))
                    .hasMessage("both BELLWIRE_INGEST_TOKEN and BELLWIRE_INGEST_TOKEN_FILE are set: leave one out");
        }
    }

    @Test
    void anEmptyOrMissingSecretFileIsRefused() throws Exception {
        Path empty = Files.writeString(parent.resolve("empty"), " \n");
        Path missing = parent.resolve("missing");
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThatThrownBy(() -> directory.secret("ingest-token", null, empty))
                    .isInstanceOf(StartupException.class)
                    .hasMessage(empty + " is empty: put the secret into it, or set BELLWIRE_INGEST_TOKEN");
            assertThatThrownBy(() -> directory.secret("ingest-token", null, missing))
                    .isInstanceOf(StartupException.class)
                    .hasMessage(missing + " cannot be read (no such file): mend that, or set BELLWIRE_INGEST_TOKEN"
                            + " instead");
        }
    }

    @Test
    void anotherInstanceIsRefusedUntilTheFirstHasClosed() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(StartupException.class)
                    .hasMessageStartingWith("another Bellwire is running on the data in " + path);
            assertThat(directory.path()).isEqualTo(path);
        }
        DataDirectory.open(path).close();
    }

    @Test
    void aSecretIsNeverWrittenByToString() {
        assertThat(new Secret("hidden", null).toString()).doesNotContain("hidden");
        assertThat(secret("admin-password").toString())
                .isEqualTo(path.resolve("admin-password").toString());
    }

    private Secret secret(String name) {
        try (DataDirectory directory = DataDirectory.open(path)) {
            return directory.secret(name, null, null);
        }
    }
}

package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FreeSpaceTest {
    private static final DataSize MIN = DataSize.ofMegabytes(512);

    @Test
    void theLeastThatHasToBeFreeIsEnoughAndOneOctetLessIsNot() {
        assertThatNoException().isThrownBy(free(512 << 20)::check);

        assertThatExceptionOfType(RefusedException.class).isThrownBy(free((512 << 20) - 1)::check);
    }

    @Test
    void diskThatCannotBeReadKeepsNothingOut() {
        FreeSpace unknown = new FreeSpace(
                () -> {
                    throw new IOException("unplugged");
                },
                MIN);

        assertThatNoException().isThrownBy(unknown::check);
    }

    @Test
    void realDiskIsLookedAt(@TempDir Path folder) {
        assertThatNoException().isThrownBy(FreeSpace.on(folder, DataSize.ofBytes(1))::check);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(FreeSpace.on(folder, DataSize.ofTerabytes(1_000_000))::check);
    }

    @Test
    void withoutAFolderNothingIsWatched() {
        assertThatNoException().isThrownBy(FreeSpace.on(null, DataSize.ofTerabytes(1_000_000))::check);
    }

    @Test
    void folderThatIsNotThereIsRefusedByTheNameOfItsVariable(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FreeSpace.on(folder.resolve("none"), MIN))
                .withMessageStartingWith("BELLWIRE_FREE_SPACE_DIR");
    }

    private static FreeSpace free(long bytes) {
        return new FreeSpace(() -> bytes, MIN);
    }
}

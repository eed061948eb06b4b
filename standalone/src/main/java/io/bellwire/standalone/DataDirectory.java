package io.bellwire.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The one directory that holds everything the standalone keeps: secrets made at the first start, and Kafka's data. It is
 * locked while open: the lock ends with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
    /** 24 octets of chance are 32 characters of the URL-safe alphabet, so that a secret needs quoting nowhere. */
    private static final int SECRET_OCTETS = 24;

    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens and locks the directory; one that is missing is made, for this user only (mode 0700).
     *
     * @throws StartupException when it cannot be written, or another Bellwire has it open
     */
    static DataDirectory open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            makeIfMissing(absolute);
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartupException("another Bellwire is running on the data in " + absolute
                        + ": stop it, or set BELLWIRE_DATA_DIR to another directory");
            }
            return new DataDirectory(absolute, channel);
        } catch (IOException e) {
            throw unusable(absolute, e);
        }
    }

    Path path() {
        return path;
    }

    /**
     * Makes sure that this much can still be written: a disk that fills up ends Kafka, and this process with it.
     *
     * @throws StartupException when there is less
     */
    void demandFreeSpace(DataSize least) {
        try {
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < least.toBytes()) {
                throw new StartupException(
                        "only " + DataSize.ofBytes(free).toMegabytes() + " MB are left on the disk of "
                                + path + " and Bellwire wants " + least.toMegabytes()
                                + " MB: free some, set BELLWIRE_DATA_DIR to another disk, or lower BELLWIRE_FREE_SPACE_MIN");
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** A folder of this directory, made if it is missing. */
    Path folder(String name) {
        try {
            Path folder = path.resolve(name);
            makeIfMissing(folder);
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * The secret that an operator gave, or else the one kept in this directory, which is made when it is missing.
     *
     * @param name of the file here, such as {@code admin-password}
     * @param given what the operator gave as text, or null
     * @param givenFile where the operator put it, or null
     */
    Secret secret(String name, @Nullable String given, @Nullable Path givenFile) {
        String setting = "BELLWIRE_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
        if (given != null && givenFile != null) {
            throw new StartupException("both " + setting + " and " + setting + "_FILE are set: leave one out");
        }
        if (given != null) {
            return new Secret(given, null);
        }
        Path file = givenFile == null ? kept(name) : givenFile.toAbsolutePath();
        return new Secret(read(file, setting), file);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }

    private Path kept(String name) {
        Path file = path.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try {
            // Written aside and moved, so that a kill in between leaves no empty secret behind.
            Path fresh = Files.createTempFile(path, "." + name, ".new");
            restrict(fresh, OWNER_ONLY_FILE);
            Files.writeString(fresh, random() + "\n");
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static String random() {
        byte[] octets = new byte[SECRET_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static String read(Path file, String setting) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new StartupException(file + " is empty: put the secret into it, or set " + setting);
            }
            return secret;
        } catch (IOException e) {
            throw new StartupException(
                    file + " cannot be read (" + reason(e) + "): mend that, or set " + setting + " instead", e);
        }
    }

    private static void makeIfMissing(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            restrict(directory, OWNER_ONLY_DIRECTORY);
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StartupException unusable(Path directory, IOException e) {
        return new StartupException(
                "the data directory " + directory + " cannot be used (" + reason(e)
                        + "): make it writable for this user, or set BELLWIRE_DATA_DIR to one that is",
                e);
    }

    /** File exceptions carry the bare path as their message and say what is wrong by their class only. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file is in its place";
        }
        return StartupException.reason(e);
    }
}

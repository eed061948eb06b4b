package io.bellwire.config.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of those who may come in.
 *
 * @param viewer null when nobody may come in as {@code viewer}
 */
public record Passwords(String admin, @Nullable String viewer) {
    /**
     * Takes each from its value or else from its file.
     *
     * @throws UnusablePasswordException when there is none for {@code admin}, or a file cannot be read
     */
    public static Passwords of(
            @Nullable String admin, @Nullable Path adminFile, @Nullable String viewer, @Nullable Path viewerFile) {
        String adminPassword = read("bellwire.admin-password", admin, adminFile);
        if (adminPassword == null) {
            throw new UnusablePasswordException("bellwire.admin-password is not set: the portal needs it");
        }
        return new Passwords(adminPassword, read("bellwire.viewer-password", viewer, viewerFile));
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "Passwords[viewer " + (viewer == null ? "absent" : "present") + "]";
    }

    /** An empty value counts as none: Compose files pass on variables that nobody set. */
    private static @Nullable String read(String property, @Nullable String value, @Nullable Path file) {
        if (value != null && !value.isBlank()) {
            return value;
        }
        if (file == null || file.toString().isEmpty()) {
            return null;
        }
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new UnusablePasswordException(property + "-file: " + file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new UnusablePasswordException(property + "-file: " + file + " " + reason(e));
        }
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "may not be read by the user that runs this program";
        }
        if (e instanceof CharacterCodingException) {
            return "is not text in UTF-8";
        }
        return "cannot be read (" + e.getMessage() + ")";
    }
}

package io.bellwire.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The secret that producers of alerts show. Compared in a time that tells nothing about it but its length. */
final class IngestToken {
    private final byte[] token;

    private IngestToken(String text) {
        // Header lines carry nothing else, so such a token could never be shown.
        if (text.isEmpty() || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("the ingest token must be one or more visible ASCII characters");
        }
        token = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Takes the token itself or the file that holds it.
     *
     * @throws IllegalArgumentException in plain words when neither can be used, or both are given and differ
     */
    static IngestToken from(@Nullable String text, @Nullable Path file) {
        String given = text == null ? "" : text.strip();
        if (file == null) {
            return new IngestToken(given);
        }
        String kept = read(file);
        if (!given.isEmpty() && !given.equals(kept)) {
            throw new IllegalArgumentException(
                    "BELLWIRE_INGEST_TOKEN and the file of BELLWIRE_INGEST_TOKEN_FILE differ: set only one of them");
        }
        return new IngestToken(kept);
    }

    boolean is(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "BELLWIRE_INGEST_TOKEN_FILE: " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "IngestToken[hidden]";
    }
}

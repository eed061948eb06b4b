package io.bellwire.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows producers by the tokens they show. A changed file of tokens holds from the next request on; one that cannot be used
 * changes nothing. Thread-safe.
 */
final class Producers {
    private static final Logger log = LoggerFactory.getLogger(Producers.class);

    private final @Nullable IngestToken unnamed;
    private final @Nullable Path file;
    private final long alertsPerSecond;
    private final MeterRegistry registry;
    private volatile Known known;

    /** @throws UnusableTokenException when a token or a file cannot be used */
    Producers(IngestProperties properties, MeterRegistry registry) {
        this.registry = registry;
        alertsPerSecond = properties.ingestRateMax();
        unnamed = IngestToken.unnamed(properties.ingestToken(), properties.ingestTokenFile(), alertsPerSecond);
        file = properties.ingestTokensFile();
        known = read(Map.of());
    }

    /** Who shows this token: null for one that nobody has. */
    @Nullable
    Producer of(String token) {
        if (file != null && !FileMark.of(file).equals(known.mark)) {
            takeUp(file);
        }
        return known.byDigest.get(digest(token));
    }

    private synchronized void takeUp(Path changed) {
        Known before = known;
        FileMark mark = FileMark.of(changed);
        if (mark.equals(before.mark)) {
            return;
        }
        try {
            known = read(before.byDigest);
            log.atInfo()
                    .addKeyValue("file", changed)
                    .addKeyValue("producers", names(known))
                    .log("Changed ingest tokens taken up");
        } catch (UnusableTokenException e) {
            known = new Known(before.byDigest, mark);
            log.error("Changed ingest tokens cannot be used, those known before go on: {}", e.getMessage());
        }
    }

    /** Whoever was known with the same rate stays, with what he has posted. */
    private Known read(Map<String, Producer> before) {
        List<IngestToken> tokens = new ArrayList<>();
        if (unnamed != null) {
            tokens.add(unnamed);
        }
        FileMark mark = null;
        if (file != null) {
            // Looked at before it is read: what changes meanwhile is then seen the next time.
            mark = FileMark.of(file);
            tokens.addAll(IngestToken.named(file, alertsPerSecond));
        }
        Map<String, Producer> byName = new HashMap<>();
        before.values().forEach(producer -> byName.put(producer.name(), producer));
        Map<String, Producer> byDigest = new HashMap<>();
        for (IngestToken token : tokens) {
            Producer known = byName.get(token.producer());
            Producer producer = known != null && known.alertsPerSecond() == token.alertsPerSecond()
                    ? known
                    : new Producer(token.producer(), token.alertsPerSecond(), registry);
            if (byDigest.put(digest(token.text()), producer) != null) {
                throw new UnusableTokenException("BELLWIRE_INGEST_TOKENS_FILE: " + file + ": '" + token.producer()
                        + "' has the token of BELLWIRE_INGEST_TOKEN: each has its own");
            }
        }
        return new Known(Map.copyOf(byDigest), mark);
    }

    private static String names(Known known) {
        return known.byDigest.values().stream().map(Producer::name).sorted().collect(Collectors.joining(", "));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** By digest, so that the time it takes to find a token tells nothing of those that are known. */
    private record Known(
            Map<String, Producer> byDigest, @Nullable FileMark mark) {}

    /** Tells one state of a file from the next; reading it costs some microseconds. */
    private record FileMark(@Nullable Object key, @Nullable FileTime modified, long size) {
        private static final FileMark UNREADABLE = new FileMark(null, null, -1);

        /** Follows symbolic links: a Kubernetes secret is one, and is changed by turning it to another file. */
        static FileMark of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new FileMark(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                return UNREADABLE;
            }
        }
    }
}

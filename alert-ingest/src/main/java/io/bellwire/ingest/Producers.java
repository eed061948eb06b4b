package io.bellwire.ingest;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows producers by the tokens they show. A changed file of tokens holds from the next request on, or the next time that
 * metrics are asked for; one that cannot be used changes nothing. Thread-safe.
 */
final class Producers {
    private static final Logger log = LoggerFactory.getLogger(Producers.class);

    private final @Nullable IngestToken unnamed;
    private final @Nullable Path file;
    private final long alertsPerSecond;
    private final MeterRegistry registry;
    private final TimeMeter time;
    private volatile Known known;

    /**
     * @param time by which rates are kept
     * @throws UnusableTokenException when a token or a file cannot be used
     */
    Producers(IngestProperties properties, MeterRegistry registry, TimeMeter time) {
        this.registry = registry;
        this.time = time;
        alertsPerSecond = properties.ingestRateMax();
        unnamed = IngestToken.unnamed(properties.ingestToken(), properties.ingestTokenFile(), alertsPerSecond);
        file = properties.ingestTokensFile();
        known = read(List.of());
        Gauge.builder("bellwire.ingest.tokens.usable", this, producers -> producers.upToDate().usable ? 1 : 0)
                .description("0 while the changed file of tokens cannot be used, and those known before go on")
                .register(registry);
    }

    /** Who shows this token: null for one that nobody has. */
    @Nullable
    Producer of(String token) {
        return upToDate().byDigest.get(digest(token));
    }

    private Known upToDate() {
        if (file != null && !mark(file).equals(known.mark)) {
            takeUp(file);
        }
        return known;
    }

    private synchronized void takeUp(Path changed) {
        Known before = known;
        Map<String, Object> mark = mark(changed);
        if (mark.equals(before.mark)) {
            return;
        }
        try {
            known = read(before.byDigest.values());
            log.atInfo()
                    .addKeyValue("file", changed)
                    .addKeyValue("producers", names(known))
                    .log("Changed ingest tokens taken up");
        } catch (UnusableTokenException e) {
            known = new Known(before.byDigest, mark, false);
            log.atError()
                    .addKeyValue("reason", e.getMessage())
                    .log("Changed ingest tokens cannot be used, those known before go on");
        }
    }

    /** Whoever was there with the same rate stays, with what he has posted. */
    private Known read(Collection<Producer> before) {
        List<IngestToken> tokens = new ArrayList<>();
        if (unnamed != null) {
            tokens.add(unnamed);
        }
        Map<String, Object> mark = Map.of();
        if (file != null) {
            // Looked at before it is read: what changes meanwhile is then seen the next time.
            mark = mark(file);
            tokens.addAll(IngestToken.named(file, alertsPerSecond));
        }
        Map<String, Producer> byDigest = new HashMap<>();
        for (IngestToken token : tokens) {
            Producer producer = before.stream()
                    .filter(known -> known.isOf(token))
                    .findAny()
                    .orElseGet(() -> new Producer(token, registry, time));
            if (byDigest.put(digest(token.text()), producer) != null) {
                throw new UnusableTokenException("BELLWIRE_INGEST_TOKENS_FILE: " + file + ": '" + token.producer()
                        + "' has the token of BELLWIRE_INGEST_TOKEN: each has its own");
            }
        }
        return new Known(Map.copyOf(byDigest), mark, true);
    }

    /**
     * Tells one state of a file from the next, its rights too, in some microseconds; follows symbolic links, since a Kubernetes
     * secret is changed by turning one to another file.
     */
    private static Map<String, Object> mark(Path file) {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        try {
            return Files.readAttributes(file, unix ? "unix:dev,ino,ctime,size" : "fileKey,lastModifiedTime,size");
        } catch (IOException e) {
            return Map.of();
        }
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

    /**
     * @param byDigest so that the time it takes to find a token tells nothing of those that are known
     * @param mark of the file when it was last looked at
     * @param usable whether it could be used then
     */
    private record Known(Map<String, Producer> byDigest, Map<String, Object> mark, boolean usable) {}
}

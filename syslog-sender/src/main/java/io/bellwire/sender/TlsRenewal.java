package io.bellwire.sender;

import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.UnusableTlsFileException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the TLS files now and then, and says once what is wrong with them. Used by the delivery loop's thread only, but
 * for {@link #begin}.
 */
final class TlsRenewal {
    private static final Logger log = LoggerFactory.getLogger(TlsRenewal.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final SiemTls tls;
    private final LongSupplier nanoTime;

    private @Nullable String fault;
    private @Nullable String said;
    private long lookedAtNanos;

    TlsRenewal(SiemTls tls, LongSupplier nanoTime) {
        this.tls = tls;
        this.nanoTime = nanoTime;
        this.lookedAtNanos = nanoTime.getAsLong();
    }

    SiemTls tls() {
        return tls;
    }

    /** Reads them at the program's start, so that a wrong path is said before the first connection needs it. */
    void begin() {
        if (tls.isPinWeak()) {
            log.atWarn()
                    .log(
                            "bellwire.siem-certificate-sha256 holds a sha-1 fingerprint, which is weak: take the sha-256 one"
                                    + " that the line 'SIEM connected' shows");
        }
        if (!tls.readsFiles()) {
            return;
        }
        look();
        say(fault);
        if (tls.isPrivateKeyOpenToAll()) {
            log.atWarn().log("Every user of this machine can read the private key of bellwire.siem-private-key-file");
        }
    }

    /** Whether it is time to look and other usable files took the place of those in use. */
    boolean renewedIfDue() {
        return nanoTime.getAsLong() - lookedAtNanos >= EVERY.toNanos() && renewed();
    }

    /** Whether other usable files took the place of those in use. */
    boolean renewed() {
        String faultBefore = fault;
        boolean renewed = look();
        if (fault == null) {
            recovered();
        } else if (fault.equals(faultBefore)) {
            // What is wrong at one look only may be half written, or the key may be newer than the certificate.
            say(fault);
        }
        return renewed;
    }

    /** Why the files as they stand now cannot be used; null when they can. */
    @Nullable
    String fault() {
        return said;
    }

    private boolean look() {
        lookedAtNanos = nanoTime.getAsLong();
        try {
            boolean renewed = tls.refresh();
            fault = null;
            return renewed;
        } catch (UnusableTlsFileException e) {
            fault = String.valueOf(e.getMessage());
            return false;
        }
    }

    private void say(@Nullable String words) {
        if (words != null && !words.equals(said)) {
            said = words;
            log.atError()
                    .addKeyValue("reason", words)
                    .log("Certificate files cannot be used; any taken up before stay in use");
        }
    }

    private void recovered() {
        if (said != null) {
            said = null;
            log.atInfo().log("Certificate files can be used again");
        }
    }
}

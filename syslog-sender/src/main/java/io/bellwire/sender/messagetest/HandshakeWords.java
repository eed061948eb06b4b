package io.bellwire.sender.messagetest;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a TLS handshake agreed on, as operators read it. */
final class HandshakeWords {
    private HandshakeWords() {}

    static String of(@Nullable SSLSession session, @Nullable X509Certificate shown, Instant now) {
        String terms = session == null ? "TLS" : session.getProtocol() + ", " + session.getCipherSuite();
        return shown == null ? terms : terms + "; " + certificate(shown, now);
    }

    static String certificate(X509Certificate shown, Instant now) {
        return "certificate of '" + shown.getSubjectX500Principal() + "', issued by '"
                + shown.getIssuerX500Principal() + "', "
                + validity(shown.getNotAfter().toInstant(), now);
    }

    /** One that has expired is taken only where it is pinned. */
    private static String validity(Instant end, Instant now) {
        long days = Duration.between(now, end).toDays();
        return end.isBefore(now)
                ? "expired on " + end + ", and taken since it is pinned"
                : "expires in " + days + (days == 1 ? " day" : " days") + ", on " + end;
    }
}

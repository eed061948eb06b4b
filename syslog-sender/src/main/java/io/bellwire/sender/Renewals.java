package io.bellwire.sender;

import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NameWatch;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Knows why a connection that holds should be opened anew. Used by the delivery loop's thread only. */
final class Renewals {
    private final TlsRenewal tls;
    private final NameWatch moves;

    Renewals(TlsRenewal tls, NameService names, LongSupplier nanoTime) {
        this.tls = tls;
        this.moves = new NameWatch(names, nanoTime);
    }

    /** What a connection that is opened now goes by; the files are looked at for it. */
    SiemTls tlsFor(TransportSettings to) {
        if (to.transport() == Transport.TLS) {
            var unused = tls.renewed();
        }
        return tls.tls();
    }

    /** Why this connection should be opened anew, in words; null while it should stay. */
    @Nullable
    String reason(TransportSettings to, SyslogTransport open) {
        if (to.transport() == Transport.TLS && tls.renewedIfDue()) {
            return "certificate files have changed";
        }
        return moves.isMoved(to.endpoint(), open.address().getAddress()) ? "the name leads to another address" : null;
    }

    /** What is wrong with the files that a connection goes by; null when nothing is, or it needs none. */
    @Nullable
    String fault(TransportSettings to) {
        return to.transport() == Transport.TLS ? tls.fault() : null;
    }
}

package io.bellwire.sender.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the addresses of a name and puts the one that failed last at the end. Thread-safe. */
public final class AddressOrder implements NameService {
    private final NameService names;
    private volatile @Nullable InetAddress failedLast;

    public AddressOrder(NameService names) {
        this.names = names;
    }

    /** A connection to this address broke: others come before it from now on. */
    public void failed(InetAddress address) {
        failedLast = address;
    }

    @Override
    public InetAddress[] addressesOf(String name) throws UnknownHostException {
        List<InetAddress> ordered = new ArrayList<>(List.of(names.addressesOf(name)));
        InetAddress last = failedLast;
        if (last != null && ordered.remove(last)) {
            ordered.add(last);
        }
        return ordered.toArray(InetAddress[]::new);
    }
}

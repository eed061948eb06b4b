package io.bellwire.siem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes from the peer below TLS. Spoilt once, one bit of the next record is turned, whereupon the JDK's TLS answers
 * with the fatal alert {@code bad_record_mac} and closes: there is no call by which it could be told to send an alert.
 */
final class SpoilableInput extends FilterInputStream {
    /** The header of a record (RFC 8446 §5.1), which the JDK reads alone. */
    private static final int HEADER_BYTES = 5;

    private boolean spoilt; // connection's own thread only

    SpoilableInput(InputStream in) {
        super(in);
    }

    void spoilNextRecord() {
        spoilt = true;
    }

    @Override
    public int read(byte[] into, int from, int bytesMax) throws IOException {
        int count = super.read(into, from, bytesMax);
        if (spoilt && count > HEADER_BYTES) {
            into[from + count - 1] ^= 1;
            spoilt = false;
        }
        return count;
    }
}

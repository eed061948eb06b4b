package io.bellwire.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** The octets of one request, counted against what a request and all requests together may hold. */
final class RequestBody extends InputStream {
    static final int BYTES_MAX = 10 << 20;

    private final InputStream in;
    private final BytesInFlight.Share share;
    private long bytesRead;

    RequestBody(InputStream in, BytesInFlight.Share share) {
        this.in = in;
        this.share = share;
    }

    /**
     * The body of a request, not yet read.
     *
     * @throws RefusedException when its length is said and too large: a client that asked first need not send it
     */
    static RequestBody of(HttpServletRequest request, BytesInFlight.Share share) throws IOException {
        if (request.getContentLengthLong() > BYTES_MAX) {
            throw RefusedException.bodyTooLarge(BYTES_MAX);
        }
        return new RequestBody(request.getInputStream(), share);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws RefusedException when the body is too large, or too many octets are in flight */
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = in.read(to, offset, length);
        if (count > 0) {
            bytesRead += count;
            if (bytesRead > BYTES_MAX) {
                throw RefusedException.bodyTooLarge(BYTES_MAX);
            }
            share.add(count);
        }
        return count;
    }
}

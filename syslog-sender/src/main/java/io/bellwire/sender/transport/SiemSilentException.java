package io.bellwire.sender.transport;

import java.io.IOException;

/** The SIEM, or the way to it, is gone without a word. */
public final class SiemSilentException extends IOException {
    public SiemSilentException(String message) {
        super(message);
    }
}

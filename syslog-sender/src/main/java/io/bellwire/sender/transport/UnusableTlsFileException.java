package io.bellwire.sender.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A certificate or key file of this sensor cannot be used; the message names it and says why. */
public final class UnusableTlsFileException extends IOException {
    UnusableTlsFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

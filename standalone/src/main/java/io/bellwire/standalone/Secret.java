package io.bellwire.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A password or token in clear, and where a person finds it.
 *
 * @param file that holds it, or null when it came by the environment
 */
record Secret(String text, @Nullable Path file) {
    /** Never the secret itself: records end in logs. */
    @Override
    public String toString() {
        return file == null ? "(given)" : file.toString();
    }
}

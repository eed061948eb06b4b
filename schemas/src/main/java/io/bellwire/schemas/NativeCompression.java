package io.bellwire.schemas;

import net.jpountz.util.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Kafka's clients compress by native code. The library does so of itself where it stands on the class path, but not from
 * within an executable jar, and takes about five times the processor time then.
 */
public final class NativeCompression {
    private static final Logger log = LoggerFactory.getLogger(NativeCompression.class);

    private NativeCompression() {}

    /** To be called before the first client is made. Where it cannot be had, compression goes on in Java. */
    public static void use() {
        try {
            Native.load();
        } catch (UnsupportedOperationException | LinkageError e) {
            log.debug("No native compression on this system", e);
        }
    }
}

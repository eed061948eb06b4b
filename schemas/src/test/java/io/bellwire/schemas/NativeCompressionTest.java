package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class NativeCompressionTest {
    /** What a class loader of its own finds is what an executable jar's finds. */
    @Test
    void isUsedOutsideTheClassPathToo() throws Exception {
        try (URLClassLoader loader = ofItsOwn(NativeCompression.class, LZ4Factory.class, Logger.class)) {
            loader.loadClass(NativeCompression.class.getName()).getMethod("use").invoke(null);

            assertThat(fastest(loader)).isEqualTo("LZ4Factory:JNI");
        }
    }

    @Test
    void wouldNotBeUsedWithoutBeingAskedFor() throws Exception {
        try (URLClassLoader loader = ofItsOwn(LZ4Factory.class)) {
            assertThat(fastest(loader)).startsWith("LZ4Factory:Java");
        }
    }

    private static URLClassLoader ofItsOwn(Class<?>... classes) {
        URL[] places = new URL[classes.length];
        for (int i = 0; i < classes.length; i++) {
            places[i] = classes[i].getProtectionDomain().getCodeSource().getLocation();
        }
        return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    private static String fastest(ClassLoader loader) throws ReflectiveOperationException {
        return String.valueOf(loader.loadClass(LZ4Factory.class.getName())
                .getMethod("fastestInstance")
                .invoke(null));
    }
}

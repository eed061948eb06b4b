package io.bellwire.settings.broken;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Breaks one rule in each nested class. */
public final class Broken {
    private Broken() {}

    /** Breaks: properties are records. */
    @ConfigurationProperties("broken")
    public static final class MutableProperties {}

    /** Breaks: time is passed in. */
    public static final class AsksForTheTime {
        private AsksForTheTime() {}

        static Instant now() {
            return Instant.now();
        }
    }

    /** Breaks: time is passed in. */
    public static final class RefersToTheTime {
        static final Supplier<Instant> CLOCK = Instant::now;

        private RefersToTheTime() {}
    }

    /** Breaks: time is passed in. */
    public static final class AsksForMillis {
        private AsksForMillis() {}

        static long now() {
            return System.currentTimeMillis();
        }
    }

    /** Breaks: time is passed in. */
    public static final class Sleeps {
        private Sleeps() {}

        static void rest() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Breaks: classes are named after things. */
    public static final class SettingsManager {}

    /** Breaks: constructor injection only. */
    public static class FieldInjected {
        @Autowired
        String value;
    }

    /** Breaks: constructor injection only. */
    public static class SetterInjected {
        @Autowired
        void value(String value) {}
    }
}

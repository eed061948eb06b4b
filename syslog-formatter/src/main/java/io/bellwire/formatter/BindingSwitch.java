package io.bellwire.formatter;

import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.SmartLifecycle;

/** Lets the formatter consume only while settings exist and are enabled, so that alerts wait unformatted until then. */
final class BindingSwitch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BindingSwitch.class);

    private final BindingsLifecycleController bindings;
    private final String binding;
    private final SettingsFollower settings;
    // Stopping a binding waits for its batch; the follower's thread must not.
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "binding-switch"));
    private boolean consuming; // worker's thread only
    private volatile boolean running;

    BindingSwitch(BindingsLifecycleController bindings, String binding, SettingsFollower settings) {
        this.bindings = bindings;
        this.binding = binding;
        this.settings = settings;
        settings.onChange(saved -> follow());
    }

    @Override
    public void start() {
        running = true;
        follow();
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the bindings exist, and stopped before they are. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void follow() {
        if (running) {
            worker.execute(this::apply);
        }
    }

    private void apply() {
        SavedSettings current = settings.current();
        boolean wanted = current != null && current.settings().enabled();
        if (wanted == consuming) {
            return;
        }
        bindings.changeState(binding, wanted ? State.STARTED : State.STOPPED);
        consuming = wanted;
        log.atInfo()
                .addKeyValue("settingsRevision", current == null ? null : current.revision())
                .log(
                        wanted
                                ? "Formatting alerts"
                                : "Not formatting: the syslog service is switched off, or no settings are saved any more");
    }
}

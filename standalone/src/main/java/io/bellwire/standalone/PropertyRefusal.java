package io.bellwire.standalone;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** Turns what Spring says about an unusable property into one line for the operator who set it. */
final class PropertyRefusal {
    private PropertyRefusal() {}

    static StartupException of(RuntimeException failure) {
        BindException refused = bindException(failure);
        ConfigurationProperty property = refused == null ? null : refused.getProperty();
        String reason = StartupException.reason(failure);
        if (property == null) {
            return new StartupException(reason, failure);
        }
        String variable = property.getName().toString().replace('.', '_').replace('-', '_');
        return new StartupException(
                variable.toUpperCase(Locale.ROOT) + " is '" + property.getValue() + "', which cannot be used (" + reason
                        + ")",
                failure);
    }

    private static @Nullable BindException bindException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException refused) {
                return refused;
            }
        }
        return null;
    }
}

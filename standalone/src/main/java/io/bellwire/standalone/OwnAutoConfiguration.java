package io.bellwire.standalone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps each program from configuring what only the others use: all stand on one class path here, and Spring Boot would
 * otherwise ask for a password at the door of alert-ingest because config-service brings Spring Security.
 */
final class OwnAutoConfiguration implements AutoConfigurationImportFilter, EnvironmentAware {
    /** Beginnings of the names of auto-configurations that a program does without. */
    static final String LEAVE_OUT_PROPERTY = "bellwire.leave-out-auto-configuration";

    private List<String> leftOut = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        leftOut = Binder.get(environment)
                .bind(LEAVE_OUT_PROPERTY, Bindable.listOf(String.class))
                .orElse(List.of());
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            kept[i] = candidate == null || leftOut.stream().noneMatch(candidate::startsWith);
        }
        return kept;
    }
}

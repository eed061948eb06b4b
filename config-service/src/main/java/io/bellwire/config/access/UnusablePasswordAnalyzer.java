package io.bellwire.config.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start in two sentences what is missing, in place of a stack trace. */
public final class UnusablePasswordAnalyzer extends AbstractFailureAnalyzer<UnusablePasswordException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusablePasswordException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set BELLWIRE_ADMIN_PASSWORD, or BELLWIRE_ADMIN_PASSWORD_FILE to a file that holds the password"
                        + " (likewise BELLWIRE_VIEWER_PASSWORD and its _FILE, if somebody shall only look).",
                cause);
    }
}

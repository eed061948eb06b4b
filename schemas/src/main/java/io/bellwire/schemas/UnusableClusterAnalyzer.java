package io.bellwire.schemas;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start in two sentences what is wrong with the way to Kafka, in place of a stack trace. */
public final class UnusableClusterAnalyzer extends AbstractFailureAnalyzer<UnusableClusterException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableClusterException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.cure(), cause);
    }
}

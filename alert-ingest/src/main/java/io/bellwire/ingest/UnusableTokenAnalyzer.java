package io.bellwire.ingest;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start in two sentences what is wrong with a token, in place of a stack trace. */
final class UnusableTokenAnalyzer extends AbstractFailureAnalyzer<UnusableTokenException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableTokenException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set BELLWIRE_INGEST_TOKEN, or BELLWIRE_INGEST_TOKEN_FILE to a file that holds the token, or"
                        + " BELLWIRE_INGEST_TOKENS_FILE to one with lines of <name> <token> [<alerts per second>].",
                cause);
    }
}

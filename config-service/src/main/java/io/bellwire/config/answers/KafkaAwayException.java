package io.bellwire.config.answers;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Kafka did not answer in time, or does not let Bellwire do it: {@code 503}, and when to try again. */
public final class KafkaAwayException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "5";

    /** @param consequence what the caller does not know now, in his words */
    public KafkaAwayException(String consequence, Throwable cause) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, reason(cause) + ", so " + consequence),
                cause);
    }

    /** Whether Kafka answers, and refuses: waiting will not help. */
    public boolean isForbidden() {
        return refusal(this) != null;
    }

    /** Whether Kafka refused what failed for this cause, so that it surely was not done. */
    public static boolean isForbidden(Throwable cause) {
        return refusal(cause) != null;
    }

    private static String reason(Throwable cause) {
        Throwable refusal = refusal(cause);
        return refusal == null
                ? "Kafka did not answer in time"
                : "Kafka does not let Bellwire do this (" + refusal + ")";
    }

    private static @Nullable Throwable refusal(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof AuthorizationException || one instanceof AuthenticationException) {
                return one;
            }
        }
        return null;
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return headers;
    }
}

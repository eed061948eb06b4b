package io.bellwire.config.answers;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
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

    private static String reason(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof AuthorizationException || one instanceof AuthenticationException) {
                return "Kafka does not let Bellwire do this (" + one.getMessage() + ")";
            }
        }
        return "Kafka did not answer in time";
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return headers;
    }
}

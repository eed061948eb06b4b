package io.bellwire.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request of which nothing is accepted, with the answer that its sender gets (RFC 9457). */
final class RefusedException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration RETRY_WHEN_KAFKA_IS_AWAY = Duration.ofSeconds(5);

    private static final Duration RETRY_WHEN_DISK_IS_FULL = Duration.ofSeconds(60);

    private RefusedException(HttpStatus status, String detail, @Nullable Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
    }

    static RefusedException faulty(Faults faults) {
        String many = faults.count() <= Faults.LISTED_MAX ? "" : ", the first " + Faults.LISTED_MAX + " are listed";
        RefusedException refused = new RefusedException(
                HttpStatus.BAD_REQUEST,
                "Nothing was accepted: " + faults.count() + (faults.count() == 1 ? " fault" : " faults") + many,
                null);
        refused.getBody().setProperty("errors", faults.listed());
        return refused;
    }

    static RefusedException badRequest(String detail) {
        return new RefusedException(HttpStatus.BAD_REQUEST, detail, null);
    }

    static RefusedException unauthorized(boolean tokenGiven) {
        RefusedException refused = new RefusedException(
                HttpStatus.UNAUTHORIZED,
                tokenGiven ? "The token is wrong" : "The header 'Authorization: Bearer <ingest token>' is missing",
                null);
        refused.getHeaders()
                .set(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"bellwire\"" + (tokenGiven ? ", error=\"invalid_token\"" : ""));
        return refused;
    }

    static RefusedException tooFast(long alertsPerSecond, Duration retryAfter) {
        RefusedException refused = new RefusedException(
                HttpStatus.TOO_MANY_REQUESTS,
                "The rate of this token is " + alertsPerSecond + " alerts per second, and more were posted",
                null);
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        return refused;
    }

    static RefusedException bodyTooLarge(long bytesMax) {
        return new RefusedException(
                HttpStatus.CONTENT_TOO_LARGE, "The body is larger than " + bytesMax + " octets", null);
    }

    static RefusedException tooManyAlerts() {
        return new RefusedException(
                HttpStatus.CONTENT_TOO_LARGE,
                "The request holds more than " + AlertDecoder.ALERTS_MAX + " alerts",
                null);
    }

    static RefusedException alertTooLarge(int index) {
        RefusedException refused = new RefusedException(
                HttpStatus.CONTENT_TOO_LARGE,
                "Alert " + index + " (counted from 0) is larger than " + AlertDecoder.ALERT_BYTES_MAX + " octets",
                null);
        refused.getBody().setProperty("index", index);
        return refused;
    }

    static RefusedException unsupportedBody(String detail) {
        return new RefusedException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail, null);
    }

    static RefusedException busy() {
        return unavailable("Too many alerts are in flight", RETRY_WHEN_BUSY, null);
    }

    static RefusedException diskNearlyFull() {
        return unavailable(
                "The disk of Kafka is nearly full; its operator has to make room", RETRY_WHEN_DISK_IS_FULL, null);
    }

    static RefusedException kafkaDoesNotAnswer(@Nullable Throwable cause) {
        return unavailable("Kafka does not answer; send the whole request again", RETRY_WHEN_KAFKA_IS_AWAY, cause);
    }

    private static RefusedException unavailable(String detail, Duration retryAfter, @Nullable Throwable cause) {
        RefusedException refused = new RefusedException(HttpStatus.SERVICE_UNAVAILABLE, detail, cause);
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        return refused;
    }

    /** Whole ones, of which the last may have begun only (RFC 9110 §10.2.3). */
    private static String seconds(Duration duration) {
        return Long.toString(duration.plusNanos(999_999_999).toSeconds());
    }
}

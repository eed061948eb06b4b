package io.bellwire.config.messagetest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The sensor is offline, or did not finish a test message in time: {@code 504}. */
public final class SensorSilentException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    /** @param words what is known of the sensor, for the operator */
    SensorSilentException(String words) {
        super(HttpStatus.GATEWAY_TIMEOUT, ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT, words), null);
    }
}

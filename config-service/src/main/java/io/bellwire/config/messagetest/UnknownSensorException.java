package io.bellwire.config.messagetest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Nobody ever heard of the sensor that shall send a test message: {@code 404}. */
public final class UnknownSensorException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    UnknownSensorException(String sensor) {
        super(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.NOT_FOUND,
                        "Sensor '" + sensor + "' was never heard of: choose one of /api/v1/sensors."),
                null);
    }
}

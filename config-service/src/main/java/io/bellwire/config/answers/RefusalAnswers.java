package io.bellwire.config.answers;

import io.bellwire.settings.InvalidSettingsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Writes what a handler refuses: for programs as a problem (RFC 9457), for people as a page. */
@ControllerAdvice
class RefusalAnswers {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidSettingsException e, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "These settings cannot work; 'errors' tells every fault.");
        problem.setProperty("errors", e.faults());
        return answer(problem, new HttpHeaders(), request);
    }

    @ExceptionHandler
    Object refused(ErrorResponseException e, HttpServletRequest request, HttpServletResponse response) {
        if (ErrorAnswers.isOfProgram(request.getRequestURI())) {
            return answer(e.getBody(), e.getHeaders(), request);
        }
        e.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        String detail = e.getBody().getDetail();
        return ErrorAnswers.page(HttpStatus.valueOf(e.getStatusCode().value()), detail == null ? "" : detail);
    }

    private static ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, HttpHeaders headers, HttpServletRequest request) {
        problem.setInstance(URI.create(request.getRequestURI()));
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

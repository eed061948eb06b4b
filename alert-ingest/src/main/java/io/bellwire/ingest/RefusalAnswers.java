package io.bellwire.ingest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers whatever was refused as {@code application/problem+json}, when the request's body is read to its end. */
@RestControllerAdvice
final class RefusalAnswers extends ResponseEntityExceptionHandler {
    /** Many clients write their whole body before they look for an answer, and see a broken connection otherwise. */
    private static final int DRAINED_BYTES_MAX = 32 << 20;

    private static final Logger log = LoggerFactory.getLogger(RefusalAnswers.class);

    /** The client went away, and then nobody is there to be answered, or its body was not framed as HTTP wants it. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> bodyBrokeOff(IOException e, ServletWebRequest request) {
        HttpServletResponse response = request.getResponse();
        if (response == null || response.isCommitted()) {
            return null;
        }
        RefusedException refused = RefusedException.badRequest("The body broke off");
        return handleExceptionInternal(
                refused, refused.getBody(), refused.getHeaders(), refused.getStatusCode(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> failed(RuntimeException e, WebRequest request) {
        log.error("A request failed for a reason that is ours", e);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return handleExceptionInternal(e, ProblemDetail.forStatus(status), new HttpHeaders(), status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest servlet) {
            drain(servlet.getRequest());
        }
        HttpHeaders named = HttpHeaders.copyOf(headers);
        // Named here, so that no Accept header can turn the answer into an error of its own.
        named.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, named, status);
    }

    private static void drain(HttpServletRequest request) {
        boolean waitsForLeave = request.getHeader(HttpHeaders.EXPECT) != null;
        if (waitsForLeave || request.getContentLengthLong() > DRAINED_BYTES_MAX) {
            return;
        }
        try {
            InputStream rest = request.getInputStream();
            byte[] slice = new byte[8192];
            for (long drained = 0; drained <= DRAINED_BYTES_MAX; ) {
                int count = rest.read(slice);
                if (count < 0) {
                    return;
                }
                drained += count;
            }
        } catch (IOException e) {
            log.debug("The client left before its body was read", e);
        }
    }
}

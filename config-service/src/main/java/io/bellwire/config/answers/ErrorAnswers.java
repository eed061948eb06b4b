package io.bellwire.config.answers;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers whatever went wrong before or in a handler: programs get a problem (RFC 9457), people a page. Being the end of
 * all ways, it covers sign-in and the firewall, which no exception handler sees.
 */
@Controller
class ErrorAnswers implements ErrorController {
    private static final Map<HttpStatus, String> WORDS = Map.of(
            HttpStatus.UNAUTHORIZED, "Sign in with a user and a password that Bellwire knows.",
            HttpStatus.FORBIDDEN,
                    "This user may look but not change, or the page had grown too old to be saved: open it anew.",
            HttpStatus.NOT_FOUND, "There is nothing at this address.",
            HttpStatus.METHOD_NOT_ALLOWED, "This address does not take that method.",
            HttpStatus.CONTENT_TOO_LARGE, "That is more than is read here. A file of settings has 64 KiB at most.",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.",
            HttpStatus.TOO_MANY_REQUESTS,
                    "Too many wrong passwords came for this user from this address: wait as long as Retry-After says.");

    @RequestMapping("/error")
    Object answer(HttpServletRequest request) {
        HttpStatus status = status(request);
        String path = path(request);
        String detail = detail(status);
        return isOfProgram(path) ? problem(status, detail, path) : page(status, detail);
    }

    /** Whether programs ask there rather than people. */
    static boolean isOfProgram(String path) {
        return Stream.of("/api/", "/actuator", "/v3/", "/schemas/").anyMatch(path::startsWith);
    }

    static ModelAndView page(HttpStatus status, String detail) {
        return new ModelAndView("error", Map.of("status", status, "detail", detail), status);
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail, String path) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setInstance(URI.create(path));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        // Whoever asks for /error itself asks for something that is not there.
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path ? path : "/";
    }

    /** What an exception says is for the log: it may name what no caller should read. */
    private static String detail(HttpStatus status) {
        String otherwise = status.is5xxServerError()
                ? "Bellwire could not answer this; its log says why."
                : "This request cannot be answered.";
        return WORDS.getOrDefault(status, otherwise);
    }
}

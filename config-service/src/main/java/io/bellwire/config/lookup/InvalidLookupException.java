package io.bellwire.config.lookup;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A question that cannot be answered: {@code 400}, with every fault. */
public final class InvalidLookupException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    private final transient List<LookupFault> faults;

    InvalidLookupException(List<LookupFault> faults) {
        super(HttpStatus.BAD_REQUEST, problem(faults), null);
        this.faults = List.copyOf(faults);
    }

    public List<LookupFault> faults() {
        return faults;
    }

    private static ProblemDetail problem(List<LookupFault> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "This cannot be looked up; 'errors' tells every fault.");
        problem.setProperty("errors", List.copyOf(faults));
        return problem;
    }
}

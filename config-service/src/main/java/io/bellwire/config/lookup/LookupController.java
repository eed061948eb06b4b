package io.bellwire.config.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs where an alert is, and what was rejected. */
@RestController
@RequestMapping("/api/v1")
class LookupController {
    private final AlertLookup alerts;
    private final RejectedRecords rejected;

    LookupController(AlertLookup alerts, RejectedRecords rejected) {
        this.alerts = alerts;
        this.rejected = rejected;
    }

    @GetMapping("/alerts")
    AlertAnswer alert(
            @RequestParam(name = "id", required = false) @Nullable String id,
            @RequestParam(name = "around", required = false) @Nullable String around,
            @RequestParam(name = "before", required = false) @Nullable String before) {
        AlertQuery query = AlertQuery.of(id, around, before);
        AlertAnswer answer = alerts.find(query);
        // Whoever named a time has not asked for all that Kafka keeps.
        boolean askedForAll = query.around() == null && query.before() == null;
        if (answer.messages().isEmpty() && answer.complete() && askedForAll) {
            throw new ErrorResponseException(
                    HttpStatus.NOT_FOUND,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.NOT_FOUND,
                            "Nothing that Kafka still keeps has the id '" + query.id()
                                    + "'. What was accepted in the last seconds may not be seen yet."),
                    null);
        }
        return answer;
    }

    @GetMapping("/rejected")
    List<RejectedEntry> rejected(@RequestParam(name = "limit", required = false) @Nullable String limit) {
        return rejected.newest(RejectedRecords.limit(limit));
    }
}

package io.bellwire.config.page;

import io.bellwire.config.lookup.RejectedCounts;
import io.bellwire.config.lookup.RejectedEntry;
import io.bellwire.config.lookup.RejectedOverview;
import io.bellwire.config.lookup.RejectedRecords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows what was set aside for good, and gives it out as it came. */
@Controller
class RejectedPage {
    private static final int SHOWN_MAX = 50;
    private static final int REASONS_MAX = 20;

    private final RejectedRecords rejected;

    RejectedPage(RejectedRecords rejected) {
        this.rejected = rejected;
    }

    @GetMapping("/rejected")
    ModelAndView show() {
        ModelAndView page = new ModelAndView("rejected");
        try {
            RejectedOverview overview = rejected.overview(SHOWN_MAX);
            page.addObject("fault", null);
            page.addObject(
                    "entries", overview.entries().stream().map(SetAside::of).toList());
            addReasons(page, overview.counts());
        } catch (ErrorResponseException e) {
            page.addObject("fault", e.getBody().getDetail());
            page.addObject("entries", List.of());
            page.addObject("counts", null);
        }
        return page;
    }

    private static void addReasons(ModelAndView page, @Nullable RejectedCounts counts) {
        page.addObject("counts", counts);
        if (counts != null) {
            page.addObject(
                    "reasons", counts.reasons().stream().limit(REASONS_MAX).toList());
            page.addObject("otherReasons", Math.max(0, counts.reasons().size() - REASONS_MAX));
            page.addObject("since", counts.since() == null ? "" : PageTime.of(counts.since()));
        }
    }

    /** The bytes as they came, never shown as anything by a browser. */
    @GetMapping("/rejected/{partition:[0-9]{1,9}}/{offset:[0-9]{1,18}}")
    ResponseEntity<byte[]> download(@PathVariable int partition, @PathVariable long offset) {
        byte[] bytes = rejected.at(new RejectedEntry.Place(partition, offset))
                .map(RejectedEntry::bytes)
                .orElseThrow(() -> new ErrorResponseException(
                        HttpStatus.NOT_FOUND,
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.NOT_FOUND, "Kafka does not keep a rejected record at this place."),
                        null));
        String name = "rejected-" + partition + "-" + offset + ".bin";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }
}

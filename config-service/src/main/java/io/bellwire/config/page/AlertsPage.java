package io.bellwire.config.page;

import io.bellwire.config.lookup.AlertAnswer;
import io.bellwire.config.lookup.AlertLookup;
import io.bellwire.config.lookup.AlertQuery;
import io.bellwire.config.lookup.InvalidLookupException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Answers where an alert is. A search that takes longer than one answer goes on by itself, and says how far it is. */
@Controller
class AlertsPage {
    private final AlertLookup alerts;

    AlertsPage(AlertLookup alerts) {
        this.alerts = alerts;
    }

    /**
     * @param before goes on with a search, for who has no JavaScript
     * @param narrowed whether that search began at a time
     */
    @GetMapping("/alerts")
    ModelAndView show(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String around,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "false") boolean narrowed) {
        ModelAndView page = new ModelAndView("alerts");
        page.addObject("id", id);
        page.addObject("around", around);
        if (id.isBlank()) {
            return page.addObject("asked", false);
        }
        boolean atATime = narrowed || !around.isBlank();
        return answered(page, id.strip(), around.strip(), before, atATime, before != null);
    }

    /**
     * The next step of a search.
     *
     * @param found whether the page shows something of the alert already
     */
    @GetMapping("/alerts/before")
    ModelAndView goOn(
            @RequestParam String id,
            @RequestParam String before,
            @RequestParam(defaultValue = "false") boolean narrowed,
            @RequestParam(defaultValue = "false") boolean found) {
        return answered(new ModelAndView("alerts :: answer"), id, "", before, narrowed, found);
    }

    /** @param found whether nothing more is no news */
    private ModelAndView answered(
            ModelAndView page, String id, String around, @Nullable String before, boolean narrowed, boolean found) {
        page.addObject("asked", true);
        page.addObject("sought", id);
        page.addObject("narrowed", narrowed);
        page.addObject("found", found);
        page.addObject("faults", List.of());
        try {
            AlertAnswer answer = alerts.find(AlertQuery.of(id, around, before));
            page.addObject(
                    "messages", answer.messages().stream().map(AlertStory::of).toList());
            page.addObject("complete", answer.complete());
            page.addObject("before", answer.searchedBackTo());
            page.addObject("searched", answer.searchedBackTo() == null ? "" : PageTime.of(answer.searchedBackTo()));
            return page;
        } catch (InvalidLookupException e) {
            String words = e.faults().stream()
                    .map(fault -> fault.field() + " " + fault.message())
                    .collect(Collectors.joining("; "));
            return unanswered(page, words);
        } catch (ErrorResponseException e) {
            String detail = e.getBody().getDetail();
            return unanswered(page, detail == null ? "Bellwire could not look it up." : detail);
        }
    }

    private static ModelAndView unanswered(ModelAndView page, String words) {
        page.addObject("messages", List.of());
        page.addObject("complete", true);
        page.addObject("faults", List.of(words));
        return page;
    }
}

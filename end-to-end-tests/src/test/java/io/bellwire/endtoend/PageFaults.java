package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;

/** What axe-core finds wrong with a page as it is shown. */
final class PageFaults {
    private PageFaults() {}

    /** In light and in dark, where only the colours are others. */
    static void assertNone(Chromium browser) {
        browser.dark(false);
        assertThat(found(browser, new AxeBuilder())).as("in light").isEmpty();
        browser.dark(true);
        assertThat(found(browser, new AxeBuilder().withOnlyRules(List.of("color-contrast"))))
                .as("in dark")
                .isEmpty();
    }

    private static List<String> found(Chromium browser, AxeBuilder axe) {
        return axe.analyze(browser.driver()).getViolations().stream()
                .map(fault -> fault.getImpact() + " " + fault.getId() + ": " + fault.getHelp() + " "
                        + fault.getNodes().stream().map(CheckedNode::getHtml).toList())
                .toList();
    }
}

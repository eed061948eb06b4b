package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who cannot see, or uses no mouse, gets along with every page: axe-core finds nothing, in light and in dark. */
@Timeout(200)
class PortalAccessibilityIT {
    private static Bellwire bellwire;
    private static Chromium browser;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        bellwire = Bellwire.start(directory);
        browser.visit(bellwire.portal() + "/login");
        assertThat(faults()).as("sign-in").isEmpty();
        browser.signIn(bellwire);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (bellwire != null) {
            bellwire.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/status", "/alerts?id=a", "/rejected", "/history", "/api", "/nothing-here"})
    void nothingIsWrongWithThePage(String path) throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            browser.visit(bellwire.portal() + path);
            browser.dark(dark);

            assertThat(faults()).as(path + (dark ? " in dark" : "")).isEmpty();
        }
    }

    @Test
    void nothingIsWrongWithThePreview() throws Exception {
        browser.visit(bellwire.portal() + "/");
        browser.fill("endpoint.host", "127.0.0.1");
        browser.press("Preview messages");
        browser.await("What would be sent");

        assertThat(faults()).isEmpty();
    }

    private static List<String> faults() {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .map(fault -> fault.getImpact() + " " + fault.getId() + ": " + fault.getHelp() + " "
                                + fault.getNodes().stream()
                                        .map(CheckedNode::getHtml)
                                        .toList())
                        .toList();
    }
}

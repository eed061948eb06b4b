package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** Works a page by its keys alone, and looks at every stop whether one sees where one is. */
final class Keyboard {
    private static final int STOPS_MAX = 90;
    /** What a person would call the thing that has the focus: its text if it is pressed, else its name. */
    private static final String FOCUSED = """
            const at = document.activeElement;
            if (at === document.body) return 'nothing';
            const pressed = ['A', 'BUTTON', 'SUMMARY'].includes(at.tagName);
            return pressed ? at.innerText.trim() : at.name || at.id || at.tagName;""";

    private static final String SEEN = """
            const at = document.activeElement, look = getComputedStyle(at), place = at.getBoundingClientRect();
            return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 && place.width > 0
                && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;""";

    private final ChromeDriver driver;

    Keyboard(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Goes on by Tab until this has the focus. */
    void to(String what) {
        go(what, Keys.TAB);
    }

    /** Goes back by Shift-Tab until this has the focus. */
    void backTo(String what) {
        go(what, Keys.SHIFT, Keys.TAB);
    }

    void press(Keys... keys) {
        for (Keys key : keys) {
            new Actions(driver).sendKeys(key).perform();
        }
    }

    void type(String text) {
        new Actions(driver).sendKeys(text).perform();
    }

    /** Puts this into the field that has the focus, in place of what stands there. */
    void replaceBy(String text) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .sendKeys(text)
                .perform();
    }

    String focused() {
        return String.valueOf(script(FOCUSED));
    }

    private void go(String what, Keys... keys) {
        List<String> stops = new ArrayList<>();
        while (!stops.contains(what)) {
            assertThat(stops).as("stops on the way to " + what).hasSizeLessThan(STOPS_MAX);
            chord(keys);
            String stop = focused();
            stops.add(stop);
            if (!stop.equals("nothing")) {
                assertThat(script(SEEN))
                        .as("one sees that '" + stop + "' has the focus")
                        .isEqualTo(true);
            }
        }
    }

    private void chord(Keys... keys) {
        Actions actions = new Actions(driver);
        for (int i = 0; i < keys.length - 1; i++) {
            actions.keyDown(keys[i]);
        }
        actions.sendKeys(keys[keys.length - 1]);
        for (int i = 0; i < keys.length - 1; i++) {
            actions.keyUp(keys[i]);
        }
        actions.perform();
    }

    private Object script(String text) {
        return ((JavascriptExecutor) driver).executeScript(text);
    }
}

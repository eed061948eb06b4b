package io.bellwire.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, with a profile of its own. For one thread. */
final class Chromium implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium open(Path profile) {
        Path browser = Peers.require("chromium");
        Path driver = Peers.require("chromedriver");
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-sync",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--window-size=1200,1000",
                        "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return driver;
    }

    void visit(String address) {
        driver.get(address);
    }

    void dark(boolean wanted) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", wanted ? "dark" : "light"))));
    }

    /** Puts this text into a field in place of what stands there. */
    void fill(String name, String text) {
        WebElement field = driver.findElement(By.name(name));
        field.clear();
        field.sendKeys(text);
    }

    void choose(String name, String value) {
        new Select(driver.findElement(By.name(name))).selectByValue(value);
    }

    /** A button or link with exactly this text. */
    void press(String text) {
        driver.findElement(
                        By.xpath("//button[normalize-space()='" + text + "'] | //a[normalize-space()='" + text + "']"))
                .click();
    }

    /** Switches a box on or off. */
    void toggle(String name) {
        driver.findElement(By.name(name)).click();
    }

    /** Signs in as admin, and is then where an administrator begins. */
    void signIn(Bellwire bellwire) throws IOException {
        visit(bellwire.portal().toString());
        await("Sign in");
        fill("username", "admin");
        fill("password", bellwire.adminPassword());
        press("Sign in");
        await("Signed in as admin");
    }

    /** Does it again and again until the page shows this text. */
    void awaitAfter(String text, Runnable action) {
        await(
                page -> {
                    action.run();
                    return page.findElement(By.tagName("body")).getText().contains(text);
                },
                "'" + text + "'");
    }

    /** Waits until the page shows this text. */
    void await(String text) {
        await(page -> page.findElement(By.tagName("body")).getText().contains(text), "'" + text + "'");
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    private void await(ExpectedCondition<Boolean> condition, String what) {
        new WebDriverWait(driver, WITHIN)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + " does not come; the page says:\n" + text() + "\nand its console:\n"
                        + driver.manage().logs().get(LogType.BROWSER).getAll())
                .until(condition);
    }

    @Override
    public void close() {
        driver.quit();
    }
}

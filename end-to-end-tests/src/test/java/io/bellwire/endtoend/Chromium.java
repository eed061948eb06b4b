package io.bellwire.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.UnreachableBrowserException;
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

    void choose(String name, Path file) {
        driver.findElement(By.name(name)).sendKeys(file.toString());
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
        signIn(bellwire.portal().toString(), "admin", bellwire.adminPassword());
    }

    void signIn(String portal, String user, String password) {
        visit(portal + "/");
        await("Sign in");
        enter(user, password);
        await("Signed in as " + user);
    }

    /** Fills in the form that asks who is there. */
    void enter(String user, String password) {
        fill("username", user);
        fill("password", password);
        press("Sign in");
    }

    /** Forgets who signed in, as a browser does when the time of the cookie is over. */
    void signInEnds() {
        driver.manage().deleteCookieNamed("bellwire-sign-in");
    }

    /** What stands in a field. */
    String value(String name) {
        return driver.findElement(By.name(name)).getDomProperty("value");
    }

    /** Path and query of the page that is shown. */
    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    /** Sends the page's form with its token by a script, whatever buttons there are, and tells the status. */
    int postFromThePage(String path) {
        Object status = driver.executeAsyncScript("""
                const [path, done] = arguments;
                const form = new URLSearchParams({_csrf: document.querySelector('[name=_csrf]').value});
                fetch(path, {method: 'POST', body: form, redirect: 'manual'}).then((answer) => done(answer.status));""", path);
        return ((Number) status).intValue();
    }

    /** Whether the page has something that this CSS selector finds. */
    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
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

    /** Waits until the page shows this text no more. */
    void awaitWithout(String text) {
        await(page -> !page.findElement(By.tagName("body")).getText().contains(text), "a page without '" + text + "'");
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    private void await(ExpectedCondition<Boolean> condition, String what) {
        new WebDriverWait(driver, WITHIN)
                .withMessage(() -> what + " does not come; the page says:\n" + text() + "\nand its console:\n"
                        + driver.manage().logs().get(LogType.BROWSER).getAll())
                .until(page -> holds(condition, page));
    }

    /** Whatever is read while one page gives way to the next may fail, in more than one way; a browser that ended has ended. */
    private static boolean holds(ExpectedCondition<Boolean> condition, WebDriver page) {
        try {
            return Boolean.TRUE.equals(condition.apply(page));
        } catch (NoSuchSessionException | SessionNotCreatedException | UnreachableBrowserException ended) {
            throw ended;
        } catch (WebDriverException givesWay) {
            return false;
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

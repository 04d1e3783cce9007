package org.jynetty.conformance.report.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jynetty.conformance.result.HistoryEntry;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The pages in a browser: a run of 1,500 tests on three implementations with a history of 50 runs. Where {@code CI} is true
 * a browser is required; elsewhere the tests are skipped where there is none.
 */
class DashboardInBrowserTest {
    private static final int TESTS = 1500;
    private static final int RUNS = 50;
    private static final int FEW_TESTS = 200;
    private static final int FEW_RUNS = 8;
    private static final long MEGABYTE = 1_000_000;

    /** Kept after the build, to be looked at. */
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private static Path folder;

    /** The same pages of fewer tests, for what looks at each element. */
    @TempDir
    private static Path few;

    private static Browser browser;

    @BeforeAll
    static void writePages() throws IOException {
        Optional<Browser> started = Browser.start();
        if (started.isEmpty() && Boolean.parseBoolean(System.getenv("CI"))) {
            fail("no chromium and chromedriver on the PATH, which are required where CI=true: run ci/setup");
        }
        browser = started.orElseGet(() -> abort("no chromium and chromedriver on the PATH: run ci/setup"));
        MadeRun made = new MadeRun(TESTS, RUNS, 17);
        Dashboard.write(folder, List.of(made.latest()), made.history());
        MadeRun small = new MadeRun(FEW_TESTS, FEW_RUNS, 17);
        List<HistoryEntry> history = new ArrayList<>(small.history());
        MadeRun other = new MadeRun(FEW_TESTS, FEW_RUNS, 21);
        history.addAll(other.history());
        Dashboard.write(few, List.of(small.latest(), other.latest()), history);
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theLandingPageOfALargeRunIsLight() throws IOException {
        long weight = Files.size(folder.resolve("index.html"));
        try (Stream<Path> assets = Files.list(folder.resolve("assets"))) {
            for (Path asset : assets.toList()) {
                weight += Files.size(asset);
            }
        }

        assertTrue(weight < 2 * MEGABYTE, "bytes: " + weight);
        open("index.html");
        assertEquals(List.of(), browser.console());
        long elements = number("document.querySelectorAll('*').length");
        assertTrue(elements < 5000, "elements: " + elements);
        System.out.printf(
                "The landing page of %d tests with %d runs: %d bytes, %d elements, %s ms to its load event%n",
                TESTS, RUNS, weight, elements, milliseconds());
    }

    /** A page of each template: the landing page, a suite, a test. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "suite/test_suite00.html",
                "test/test_suite00/SomeClassOfTests7.test_what_it_does_57.html"
            })
    void pagesAreAccessibleInBothColourSchemesAndOnAPhone(String page) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            for (int width : new int[] {1300, 360}) {
                browser.open(few.resolve(page), "", width, 900, scheme);
                String look = scheme + (width < 600 ? "-phone" : "");
                browser.screenshot(SCREENSHOTS.resolve(
                        page.replaceAll("\\.html$", "").replaceAll(".*/", "") + "-" + look + ".png"));
                assertEquals("", browser.accessibilityProblems(), look);
                assertTrue(
                        number("document.documentElement.scrollWidth") <= number("window.innerWidth"),
                        look + ": wider than the window");
                assertEquals(List.of(), browser.console(), look);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 390})
    void threeImplementationsFitAPhone(int width) {
        browser.open(folder.resolve("index.html"), "", width, 900, "light");

        assertEquals(3, number("document.querySelectorAll('.suites thead th').length - 1"));
        assertEquals(
                0, number("(scroll => scroll.scrollWidth - scroll.clientWidth)(document.querySelector('.scroll'))"));
        assertEquals(
                0,
                number("Array.from(document.querySelectorAll('.suites th, .suites td'))"
                        + ".filter(cell => cell.scrollWidth > cell.clientWidth).length"));
    }

    @Test
    void aNumberOfTheLandingPageLeadsToAsManyTests() {
        browser.open(few.resolve("index.html"), "", 1300, 900, "light");
        WebElement link =
                browser.driver().findElement(By.cssSelector("a[href='suite/test_suite01.html#q=stock@2:hang']"));
        int expected = Integer.parseInt(link.getText().split(" ")[0]);

        link.click();

        assertEquals(expected, visibleRows());
        assertEquals("stock@2:hang", filter().getAttribute("value"));
    }

    @Test
    void theFilterFollowsWhatIsTypedAndTheAddressKeepsIt() {
        open("tests.html");
        assertEquals(TESTS, visibleRows());

        filter().sendKeys("does_12 jynetty:flaky");

        int few = visibleRows();
        assertTrue(few < 20, "rows: " + few);
        assertEquals(few + " of " + TESTS + " tests", browser.evaluate("document.getElementById('shown').value"));
        String address = browser.driver().getCurrentUrl();
        browser.driver().get("about:blank");
        browser.driver().get(address);
        assertEquals(few, visibleRows());
        assertEquals("does_12 jynetty:flaky", filter().getAttribute("value"));
    }

    @ParameterizedTest
    @CsvSource({"unexpected, 30", "stock:nonsense, 0", "jynetty:not-ok, 55", "test_what_it_does_1477, 1"})
    void aFilterShowsWhatItAsksFor(String query, int rows) {
        browser.open(folder.resolve("tests.html"), "#q=" + query, 1300, 900, "light");

        assertEquals(rows, visibleRows());
    }

    @Test
    void theSearchOfTheLandingPageLeadsToTheTests() {
        open("index.html");

        browser.driver().findElement(By.id("find")).sendKeys("test_suite02", Keys.ENTER);

        assertTrue(
                browser.driver().getCurrentUrl().contains("tests.html"),
                browser.driver().getCurrentUrl());
        assertEquals(MadeRun.SUITE_SIZE, visibleRows());
    }

    @Test
    void theKeyboardReachesTheContentAndTheFilter() {
        open("tests.html");
        WebElement body = browser.driver().findElement(By.tagName("body"));

        body.sendKeys(Keys.TAB);
        assertEquals("skip-link", browser.evaluate("document.activeElement.className"));
        assertTrue(
                number("document.activeElement.getBoundingClientRect().left") >= 0,
                "the link is seen when it has focus");
        assertNotEquals("none", browser.evaluate("getComputedStyle(document.activeElement).outlineStyle"));
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertEquals("main", browser.evaluate("document.activeElement.id"));
        browser.driver().switchTo().activeElement().sendKeys("/");
        assertEquals("filter", browser.evaluate("document.activeElement.id"));
        assertEquals("", filter().getAttribute("value"));
    }

    @Test
    void everythingCanBeReadAndReachedWithoutScripts() {
        browser.scripts(false);
        try {
            open("index.html");
            assertTrue(text().contains("Worse than in the run before"), text());
            browser.driver().findElement(By.linkText("test_suite05")).click();
            assertTrue(text().contains("test_what_it_does_599"), text());
            browser.driver()
                    .findElement(By.partialLinkText("test_what_it_does_557"))
                    .click();
            assertTrue(text().contains("[Errno 104] Connection reset by peer"), text());
            assertTrue(text().contains("mvn verify -Pconformance"), text());
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void darkIsDarkAndLightIsLight() {
        open("index.html");
        String light = (String) browser.evaluate("getComputedStyle(document.body).backgroundColor");
        browser.open(folder.resolve("index.html"), "", 1300, 900, "dark");
        String dark = (String) browser.evaluate("getComputedStyle(document.body).backgroundColor");

        assertEquals("rgb(255, 255, 255)", light);
        assertTrue(dark.matches("rgb\\((\\d|[1-3]\\d), (\\d|[1-3]\\d), (\\d|[1-3]\\d)\\)"), dark);
    }

    @Test
    void aCommandCanBeCopied() {
        open("test/test_suite00/" + MadeRun.id(57).name() + ".html");

        assertFalse(browser.driver()
                .findElements(By.cssSelector("pre.command button[aria-label]"))
                .isEmpty());
    }

    private static void open(String page) {
        browser.open(folder.resolve(page), "", 1300, 900, "light");
    }

    private static WebElement filter() {
        return browser.driver().findElement(By.id("filter"));
    }

    private static int visibleRows() {
        return (int) number(
                "Array.from(document.querySelectorAll('table.results tbody tr')).filter(row => !row.hidden).length");
    }

    private static String text() {
        return browser.driver().findElement(By.tagName("body")).getText();
    }

    private static long number(String expression) {
        return ((Number) browser.evaluate(expression)).longValue();
    }

    private static String milliseconds() {
        return String.valueOf(number("Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)"));
    }
}

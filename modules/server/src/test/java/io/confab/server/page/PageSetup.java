package io.confab.server.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.confab.testkit.Services;
import io.confab.testkit.fault.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server with a fresh database and one Chromium for a test class. Each test leaves its tabs behind here: they are
 * closed after it, and photographed into {@code target/page} if it failed.
 */
final class PageSetup implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** For a busy machine; what is expected usually comes at once. */
    private static final double ASSERTION_MS = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Tab> tabs = new ArrayList<>();
    private Chromium chromium;
    private ServerProcess server;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        chromium = Chromium.launch();
        PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MS);
        Path directory = Files.createDirectories(
                Path.of("target", "page", context.getRequiredTestClass().getSimpleName()));
        server = ServerProcess.ofMain(
                "io.confab.server.Main",
                Map.of(
                        "MYSQL_URI", Services.mysql(),
                        "CONFAB_WEBROOT", webroot().toString(),
                        "CONFAB_RATE_REGISTRATIONS", "1000"),
                directory);
        server.start(PATIENCE);
    }

    /** The page as it is in the sources; tests run in the folder of their module. */
    private static Path webroot() {
        return Path.of("..", "..", "webroot").toAbsolutePath().normalize();
    }

    /** A person who has never been here, at the page. */
    Tab visitor() {
        return visitor(new Browser.NewContextOptions());
    }

    Tab visitor(Browser.NewContextOptions options) {
        return open(chromium.browser().newContext(options.setLocale("en-GB")), "/");
    }

    /** Another tab of the same person. */
    Tab secondTab(Tab tab, String path) {
        return open(tab.page().context(), path);
    }

    /** Kills the server without a warning, does something meanwhile, and starts it again on the same port. */
    void whileDown(Runnable action) {
        server.kill();
        action.run();
        server.start(PATIENCE);
    }

    /** Stops the server as an operator would, and starts it again on the same port. */
    void restart() {
        server.stop(PATIENCE);
        server.start(PATIENCE);
    }

    String origin() {
        return server.uri().toString();
    }

    private Tab open(BrowserContext context, String path) {
        Page page = context.newPage();
        Tab tab = new Tab(page, origin());
        tabs.add(tab);
        page.navigate(origin() + path);
        return tab;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        for (int i = 0; i < tabs.size(); i++) {
            if (failed) {
                photograph(tabs.get(i), context.getRequiredTestMethod().getName() + "-" + i + ".png");
            }
        }
        tabs.stream().map(tab -> tab.page().context()).distinct().forEach(BrowserContext::close);
        tabs.clear();
    }

    private static void photograph(Tab tab, String name) {
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", name)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }
}

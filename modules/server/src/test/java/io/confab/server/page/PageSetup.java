package io.confab.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.confab.testkit.Services;
import io.confab.testkit.fault.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * One server with a fresh database and one Chromium for all page tests of a JVM, whoever runs them and in how many requests:
 * Failsafe makes one for each class when it has two JVMs. Each test leaves its tabs behind here:
 * they are closed after it, and photographed into {@code target/page} if it failed. A tab that complained of something that
 * must never happen (see {@link Tab#faults}) fails its test.
 */
final class PageSetup implements BeforeAllCallback, AfterEachCallback {

    /** For a busy machine; what is expected usually comes at once. */
    private static final double ASSERTION_MS = 20_000;

    /** What a server says that has just been started on a busy machine. */
    private static final int BUSY = 503;

    private static final int MOST_ATTEMPTS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Tab> tabs = new ArrayList<>();
    private World world;

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MS);
        world = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(PageSetup.class))
                .computeIfAbsent(World.class, key -> World.start(), World.class);
    }

    /** A person who has never been here, at the page. */
    Tab visitor() {
        return visitor(new Browser.NewContextOptions());
    }

    Tab visitor(Browser.NewContextOptions options) {
        return visitor(options, "/");
    }

    Tab visitor(Browser.NewContextOptions options, String path) {
        return open(context(options), path);
    }

    /** A person with an account, signed in, in the group that everybody is in. */
    Tab member(String name) {
        return member(name, new Browser.NewContextOptions(), "/");
    }

    Tab member(String name, Browser.NewContextOptions options, String path) {
        BrowserContext context = context(options);
        int id = account(context, name);
        context.addInitScript("localStorage.setItem('confab.signed-in', " + id + ")");
        Tab tab = open(context, path);
        return path.startsWith("/example") ? tab : tab.awaitLive();
    }

    /** Somebody who has an account, but is not here. */
    void stranger(String name) {
        BrowserContext context = context(new Browser.NewContextOptions());
        account(context, name);
        context.close();
    }

    private int account(BrowserContext context, String name) {
        APIResponse made = register(context, name);
        for (int i = 0; i < MOST_ATTEMPTS && made.status() == BUSY; i++) {
            made = register(context, name);
        }
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return JsonParser.parseString(made.text())
                .getAsJsonObject()
                .getAsJsonObject("user")
                .get("id")
                .getAsInt();
    }

    private APIResponse register(BrowserContext context, String name) {
        return context.request()
                .post(
                        origin() + "/api/v1/accounts",
                        RequestOptions.create()
                                .setData(Map.of("username", name, "password", Tab.PASSWORD, "cookie", true)));
    }

    private BrowserContext context(Browser.NewContextOptions options) {
        if (options.locale == null) {
            options.setLocale("en-GB");
        }
        if (options.permissions == null) {
            options.setPermissions(List.of("clipboard-write")); // A click allows it, but for Chromium without windows.
        }
        if (options.serviceWorkers == null) {
            options.setServiceWorkers(ServiceWorkerPolicy.BLOCK);
        }
        return world.chromium.browser().newContext(options);
    }

    /** Another tab of the same person. */
    Tab secondTab(Tab tab, String path) {
        return open(tab.page().context(), path);
    }

    /** Kills the server without a warning, does something meanwhile, and starts it again on the same port. */
    void whileDown(Runnable action) {
        world.server.kill();
        try {
            action.run();
        } finally {
            world.server.start(PATIENCE);
        }
    }

    /** Stops the server as an operator would, and starts it again on the same port. */
    void restart() {
        world.server.stop(PATIENCE);
        world.server.start(PATIENCE);
    }

    String origin() {
        return world.server.uri().toString();
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
        List<String> faults =
                tabs.stream().flatMap(tab -> tab.faults().stream()).toList();
        boolean failed = context.getExecutionException().isPresent() || !faults.isEmpty();
        for (int i = 0; i < tabs.size(); i++) {
            if (failed) {
                photograph(tabs.get(i), context.getRequiredTestMethod().getName() + "-" + i + ".png");
            }
        }
        tabs.stream().map(tab -> tab.page().context()).distinct().forEach(BrowserContext::close);
        tabs.clear();
        assertThat(faults).isEmpty();
    }

    private static void photograph(Tab tab, String name) {
        if (!tab.page().isClosed()) {
            tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", name)));
        }
    }

    /** What is started once; it ends with the last test. */
    private record World(Chromium chromium, ServerProcess server) implements AutoCloseable {

        private static World start() {
            Chromium chromium = Chromium.launch();
            ServerProcess server = ServerProcess.of(
                    // Not as a short-lived one: hashing a password takes the better compiler a fifth of the time.
                    List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), "io.confab.server.Main"),
                    Map.of(
                            "MYSQL_URI", Services.mysql(),
                            "CONFAB_WEBROOT", webroot().toString(),
                            "CONFAB_RATE_REGISTRATIONS", "1000",
                            "CONFAB_RATE_SESSION", "1000",
                            "CONFAB_RATE_USER", "1000"),
                    directory());
            server.start(PATIENCE);
            return new World(chromium, server);
        }

        private static Path directory() {
            try {
                return Files.createDirectories(Path.of("target", "page", "server"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The page as it is in the sources; tests run in the folder of their module. */
        private static Path webroot() {
            return Path.of("..", "..", "webroot").toAbsolutePath().normalize();
        }

        @Override
        public void close() {
            server.close();
            chromium.close();
        }
    }
}

package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How fast the page is. Tasks of its main thread are measured in processor time, as Chromium traces it: what else runs on the
 * machine does not count. The figures are in the report of the test.
 */
class PageSpeedIT {

    private static final int SENDERS = 5;
    private static final int MESSAGES = Integer.getInteger("confab.endurance", 1) * 300;
    /** One message each from five senders: a hundred in a second. */
    private static final int EVERY_MS = 50;

    /** What comes at once after an outage. */
    private static final int MISSED = 200;

    private static final int LONG_TASK_MICROS = 50_000;

    private static final int PATIENCE_MS = 60_000;
    private static final int VISITS = 3;
    private static final String MARK_THE_FIRST_FIELD = """
            new MutationObserver((_, observer) => {
              if (!document.querySelector('textarea, input')) return;
              performance.mark('first-field');
              observer.disconnect();
            }).observe(document, { childList: true, subtree: true });""";

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void aHundredMessagesASecondAndABurstAreShownWithoutALongTask(TestReporter reporter) {
        Tab ann = confab.member("ann keeps up");
        ann.create("Hundreds", false);
        long group =
                ((Number) ann.page().evaluate("() => document.querySelector('confab-shell').group.id")).longValue();
        Browser browser = ann.page().context().browser();
        try (NativeClients clients = new NativeClients()) {
            List<NativeClient> senders = IntStream.range(0, SENDERS)
                    .mapToObj(i -> sender(clients, "sender " + i, group))
                    .toList();
            browser.startTracing(
                    ann.page(), new Browser.StartTracingOptions().setCategories(List.of("toplevel", "__metadata")));
            sendSteadily(clients, senders, group);
            awaitShown(ann, MESSAGES);
            ann.page().context().setOffline(true);
            ann.page().evaluate("() => document.querySelector('confab-shell').app.connection.wake()");
            IntStream.rangeClosed(1, MISSED).forEach(i -> say(senders.get(i % SENDERS), group, MESSAGES + i));
            ann.page().context().setOffline(false);
            awaitShown(ann, MESSAGES + MISSED);
        }
        List<Integer> tasks = mainThreadTasks(browser.stopTracing());
        reporter.publishEntry("longest task, ms of processor time", Double.toString(tasks.get(0) / 1e3));
        reporter.publishEntry(
                "all tasks, ms of processor time",
                Integer.toString(tasks.stream().mapToInt(task -> task).sum() / 1_000));
        assertThat(tasks).hasSizeGreaterThan(MESSAGES / SENDERS);
        assertThat(tasks.get(0)).isLessThan(LONG_TASK_MICROS);
        assertThat(ann.page().locator(".pill")).hasCount(0);
    }

    /** From the click on a link to the page until there is a field to write in. */
    @Test
    void theFirstViewCanBeUsedSoon(TestReporter reporter) {
        Tab ann = confab.member("ann looks in");
        ann.page().addInitScript(MARK_THE_FIRST_FIELD);
        for (int visit = 0; visit < VISITS; visit++) {
            ann.page().reload();
            ann.awaitLive();
            reporter.publishEntry("come back", first(ann));
        }
        Tab stranger = confab.visitor();
        assertThat(stranger.field("User name")).isVisible();
        stranger.page().addInitScript(MARK_THE_FIRST_FIELD);
        for (int visit = 0; visit < VISITS; visit++) {
            stranger.page().context().newCDPSession(stranger.page()).send("Network.clearBrowserCache");
            stranger.page().reload();
            assertThat(stranger.field("User name")).isVisible();
            reporter.publishEntry("first visit", first(stranger));
        }
    }

    private static String first(Tab tab) {
        int field = (Integer)
                tab.page().evaluate("() => Math.round(performance.getEntriesByName('first-field')[0].startTime)");
        int paint = (Integer) tab.page()
                .evaluate("() => Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)");
        assertThat(field).isBetween(1, PATIENCE_MS);
        return "painted after " + paint + " ms, usable after " + field + " ms";
    }

    /** Waits in the page itself: questions from outside are tasks of its main thread too, and longer ones than its own. */
    private static void awaitShown(Tab tab, int message) {
        tab.page().evaluate("""
                        text => new Promise(shown => {
                          const isShown = () => [...document.querySelectorAll('.message .text')].slice(-50).some(line => line.textContent.trim() === text);
                          const look = () => (isShown() ? requestAnimationFrame(() => setTimeout(shown)) : setTimeout(look, 50));
                          look();
                        })""", "message " + message + " with bold words");
    }

    private static NativeClient sender(NativeClients clients, String name, long group) {
        RestClient rest = new RestClient(URI.create(confab.origin()));
        RestClient.Person person = rest.register(name);
        rest.post("/api/v1/groups/" + group + "/join", person.token(), Map.of());
        return clients.signIn(URI.create(confab.origin()), person.token());
    }

    /** Settles when all are sent; what the server answers is not waited for. */
    private static void sendSteadily(NativeClients clients, List<NativeClient> senders, long group) {
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> done = new CompletableFuture<>();
        clients.vertx().setPeriodic(EVERY_MS, timer -> {
            for (NativeClient sender : senders) {
                say(sender, group, sent.incrementAndGet());
            }
            if (sent.get() >= MESSAGES) {
                clients.vertx().cancelTimer(timer);
                done.complete(null);
            }
        });
        done.join();
    }

    private static void say(NativeClient sender, long group, int message) {
        sender.socket().ask(Frame.message(group, "message " + message + " with **bold** words"));
    }

    /** Processor time of each task of the page's main thread, in microseconds, the longest first. */
    private static List<Integer> mainThreadTasks(byte[] trace) {
        List<JsonObject> events = StreamSupport.stream(
                        JsonParser.parseString(new String(trace, StandardCharsets.UTF_8))
                                .getAsJsonObject()
                                .getAsJsonArray("traceEvents")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .toList();
        Set<String> mainThreads = events.stream()
                .filter(event -> "thread_name".equals(event.get("name").getAsString()))
                .filter(event ->
                        event.getAsJsonObject("args").get("name").getAsString().equals("CrRendererMain"))
                .map(PageSpeedIT::thread)
                .collect(Collectors.toSet());
        return events.stream()
                .filter(event -> event.get("name").getAsString().endsWith("RunTask") && event.has("tdur"))
                .filter(event -> mainThreads.contains(thread(event)))
                .map(event -> event.get("tdur").getAsInt())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static String thread(JsonObject event) {
        return event.get("pid") + " " + event.get("tid");
    }
}

package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page without a network, and what it tells once it has one again. */
class PageOfflineIT {

    private static final int PATIENCE_MS = 60_000;

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void opensOfflineWithWhatWasSeenLastAndSendsWhatIsWrittenThen() {
        Tab ann = confab.member(
                "ann travels", new Browser.NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.ALLOW), "/");
        ann.create("Journey", true);
        ann.say("before the tunnel");
        ann.awaitSent("before the tunnel");
        awaitKept(ann, "before the tunnel");
        ann.page().context().setOffline(true);
        ann.page().reload();
        assertThat(ann.messages("before the tunnel")).isVisible();
        assertThat(ann.page().locator(".connection-bar")).containsText("You are offline. You see what was here last.");
        ann.say("in the tunnel");
        assertThat(ann.sending()).hasCount(1);
        assertThat(ann.page().locator(".connection-bar")).containsText("1 message waits to be sent.");
        ann.page().context().setOffline(false);
        ann.awaitSent("in the tunnel");
        assertThat(ann.messages("in the tunnel")).hasCount(1);
        assertThat(ann.page().locator(".connection-bar")).hasCount(0);
    }

    @Test
    void tellsWhatCameWhileTheConnectionWasLostAndMovesNothing() {
        Tab ann = confab.member("ann is away");
        Tab bob = confab.member("bob goes on");
        ann.create("Meanwhile", true);
        ann.invite("bob goes on");
        ann.sayLines(1, 80);
        bob.open("Meanwhile");
        ann.page().locator(".message-view").evaluate("view => { view.scrollTop = 300; }");
        Locator line = ann.messages("line 45");
        line.scrollIntoViewIfNeeded();
        ann.composer().fill("not yet sent");
        double before = line.boundingBox().y;
        ann.page().context().setOffline(true);
        ann.page().evaluate("() => document.querySelector('confab-shell').app.connection.wake()");
        List.of("one", "two", "three").forEach(bob::say);
        bob.awaitSent("three");
        assertThat(ann.page().locator(".connection-bar")).isVisible();
        assertThat(Math.abs(line.boundingBox().y - before)).isLessThan(2);
        ann.page().context().setOffline(false);
        assertThat(ann.page().locator(".meanwhile"))
                .hasText("3 new messages while you were away", new HasTextOptions().setTimeout(PATIENCE_MS));
        assertThat(Math.abs(line.boundingBox().y - before)).isLessThan(2);
        assertThat(ann.composer()).hasValue("not yet sent");
        assertThat(ann.page().locator(".pill.to-down")).containsText("3 new messages");
    }

    @Test
    void countsDownToTheNextAttemptAndTriesAtOnceWhenAsked() {
        Tab ann = confab.member("ann is impatient");
        confab.whileDown(() -> {
            Locator bar = ann.page().locator(".connection-bar");
            assertThat(bar).hasText(Pattern.compile("Connection lost\\. Next attempt in \\d+ s\\..* Retry now"));
            assertThat(ann.page().locator(".connection")).hasText("Reconnecting");
        });
        ann.page().evaluate("() => document.querySelector('confab-shell').app.connection.retryNow()");
        assertThat(ann.connection("live")).hasCount(1);
        assertThat(ann.page().locator(".connection-bar")).hasCount(0);
    }

    @Test
    void asksToRefreshWhenTheServerCameBackWithANewerPage() {
        Tab ann = confab.member("ann stays for weeks");
        ann.page()
                .route(
                        confab.origin() + "/index.html",
                        route -> route.fulfill(
                                new Route.FulfillOptions().setHeaders(Map.of("ETag", "\"of the next version\""))));
        ann.page().context().setOffline(true);
        ann.page().evaluate("() => document.querySelector('confab-shell').app.connection.wake()");
        assertThat(ann.connection("live")).hasCount(0);
        ann.page().context().setOffline(false);
        assertThat(ann.page().locator(".connection-bar"))
                .hasText("There is a new version of this page. Refresh when it suits you. Refresh");
    }

    @Test
    void whoIsSignedOutElsewhereIsAskedToSignInAndSeesNothingOfItAnyMore() {
        Tab ann = confab.member("ann leaves it open");
        ann.page().evaluate("() => document.querySelector('confab-shell').app.client.rest.remove('/sessions/current')");
        assertThat(ann.page().locator(".notice")).hasText("You have been signed out. Sign in to go on.");
        Object kept = ann.page()
                .evaluate("async () => { const open = indexedDB.open('confab');"
                        + "const database = await new Promise(done => open.onsuccess = () => done(open.result));"
                        + "const count = database.transaction('snapshots').objectStore('snapshots').count();"
                        + "return new Promise(done => count.onsuccess = () => done(count.result)); }");
        assertThat(kept).isEqualTo(0);
    }

    /** Waits until the page and the last message are kept in the browser. */
    private static void awaitKept(Tab tab, String text) {
        tab.await("async () => (await caches.match('/index.html')) !== undefined", null);
        tab.await(
                "async text => { const open = indexedDB.open('confab');"
                        + "const database = await new Promise(done => open.onsuccess = () => done(open.result));"
                        + "const all = database.transaction('snapshots').objectStore('snapshots').getAll();"
                        + "const kept = await new Promise(done => all.onsuccess = () => done(all.result));"
                        + "database.close();"
                        + "return JSON.stringify(kept).includes(text); }",
                text);
    }
}

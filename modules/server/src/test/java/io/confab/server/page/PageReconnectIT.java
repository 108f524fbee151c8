package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page while its server goes away and comes back. */
class PageReconnectIT {

    private static final int PATIENCE_MS = 60_000;

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void goesOnAfterARestartOfTheServerWithoutAReload() {
        Tab ann = confab.member("ann stays");
        Tab bob = confab.member("bob stays");
        ann.say("before");
        assertThat(bob.messages("before")).isVisible();
        markThePage(ann);
        confab.restart();
        awaitLive(ann);
        awaitLive(bob);
        bob.say("after");
        assertThat(ann.messages("after")).isVisible();
        assertThat(ann.messages("before")).hasCount(1);
        assertThat(isStillMarked(ann)).isTrue();
    }

    @Test
    void sendsWhatWasWrittenWhileTheServerWasDeadOnceAndInOrder() {
        Tab ann = confab.member("ann goes on writing");
        Tab bob = confab.member("bob reads");
        confab.whileDown(() -> {
            assertThat(ann.connection("live")).hasCount(0);
            List.of("first", "second", "third").forEach(ann::say);
            assertThat(ann.sending()).hasCount(3);
            assertThat(ann.page().locator(".connection-bar")).isVisible();
        });
        awaitLive(ann);
        awaitLive(bob);
        assertThat(bob.messages("third")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
        assertThat(ann.sending()).hasCount(0);
        assertThat(bob.texts().stream().filter(List.of("first", "second", "third")::contains))
                .containsExactly("first", "second", "third");
    }

    @Test
    void aReloadWhileTheServerIsDeadLosesNothing() {
        Tab ann = confab.member("ann reloads early");
        ann.say("stored");
        ann.awaitSent("stored");
        confab.whileDown(() -> {
            assertThat(ann.connection("live")).hasCount(0);
            ann.say("only in the outbox");
            assertThat(ann.sending()).hasCount(1);
            awaitKept(ann);
        });
        ann.page().reload();
        awaitLive(ann);
        ann.awaitSent("only in the outbox");
        assertThat(ann.messages("only in the outbox")).hasCount(1);
        assertThat(ann.messages("stored")).hasCount(1);
        assertThat(ann.sending()).hasCount(0);
    }

    @Test
    void saysThatAMessageWasRefusedAndLetsItGo() {
        Tab ann = confab.member("ann refused");
        ann.page()
                .evaluate("() => { WebSocket.prototype.send = refuseSends(WebSocket.prototype.send);"
                        + "function refuseSends(send) { return function (text) {"
                        + "  return send.call(this, text.replace('\"content\":\"bad\"', '\"content\":\"\"')); } } }");
        ann.say("bad");
        assertThat(ann.page().locator(".send-failure")).isVisible();
        ann.button("Discard").click();
        assertThat(ann.messages("bad")).hasCount(0);
        ann.say("good");
        ann.awaitSent("good");
    }

    private static void awaitLive(Tab tab) {
        assertThat(tab.connection("live")).hasCount(1, new HasCountOptions().setTimeout(PATIENCE_MS));
    }

    /** Waits until the browser's database has the one message that is on its way. */
    private static void awaitKept(Tab tab) {
        tab.await(
                "async () => { const open = indexedDB.open('confab');"
                        + "const database = await new Promise(done => open.onsuccess = () => done(open.result));"
                        + "const count = database.transaction('sends').objectStore('sends').count();"
                        + "const n = await new Promise(done => count.onsuccess = () => done(count.result));"
                        + "database.close();"
                        + "return n === 1; }",
                null);
    }

    private static void markThePage(Tab tab) {
        tab.page().evaluate("() => { window.sameDocument = true; }");
    }

    private static boolean isStillMarked(Tab tab) {
        return (Boolean) tab.page().evaluate("() => window.sameDocument === true");
    }
}

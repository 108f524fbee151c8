package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the page weighs, on the wire and in memory. {@code -Dconfab.endurance=10} makes ten times as many messages and
 * switches: 50,000 and 1,000.
 */
class PageWeightIT {

    private static final int TIMES = Integer.getInteger("confab.endurance", 1);
    private static final int MESSAGES = 5_000 * TIMES;
    private static final int SWITCHES = 100 * TIMES;
    private static final int MOST_BYTES = 150_000;
    private static final double MOST_HEAP = 150e6;

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    /** The form comes first, everything else while one looks at it. */
    @Test
    void theFirstLoadIsSmall(TestReporter reporter) {
        Tab ann = confab.visitor();
        assertThat(ann.field("User name")).isVisible();
        ann.page().evaluate("() => import('/js/view/all.js').then(() => undefined)");
        int bytes = ((Number) ann.page()
                        .evaluate("() => [...performance.getEntriesByType('navigation'),"
                                + " ...performance.getEntriesByType('resource')]"
                                + ".reduce((sum, entry) => sum + entry.encodedBodySize, 0)"))
                .intValue();
        reporter.publishEntry("first load, bytes", Integer.toString(bytes));
        assertThat(bytes).isBetween(100_000, MOST_BYTES);
    }

    @Test
    void memoryStaysBoundedHoweverManyMessagesComeAndGroupsAreOpened() {
        Tab ann = confab.member("ann endures");
        ann.create("Endurance", true);
        hear(ann, MESSAGES / 2);
        switchGroups(ann, SWITCHES / 2);
        double half = heap(ann);
        hear(ann, MESSAGES / 2);
        switchGroups(ann, SWITCHES / 2);
        double all = heap(ann);
        assertThat(all).as("of %,.0f bytes", half).isLessThan(MOST_HEAP).isLessThan(half + 8e6);
    }

    /** Brings messages to the page as the socket does, a hundred for each frame. */
    private static void hear(Tab tab, int messages) {
        tab.page().evaluate("""
                        async messages => {
                          const { app, group } = document.querySelector('confab-shell');
                          for (let n = 1; n <= messages; n++) {
                            const seq = group.log.cursor + 1;
                            app.client.feed.emit('event', { type: 'new_message', group_id: group.id, seq, message_id: seq,
                              sender_id: 1000000 + (n % 7), sender_name: `user ${n % 7}`, key: `key ${seq}`,
                              content: `message **${seq}** with some words`, sent_at: new Date().toISOString() });
                            if (n % 100 === 0) await new Promise(requestAnimationFrame);
                          }
                          await document.querySelector('confab-messages').updateComplete;
                        }""", messages);
        assertThat(tab.page().locator("li.message").count()).isBetween(100, 400);
    }

    private static void switchGroups(Tab tab, int times) {
        tab.page().evaluate("""
                        async times => {
                          const links = () => [...document.querySelectorAll('.group-link')];
                          for (let n = 0; n < times; n++) {
                            links().find(link => !link.hasAttribute('aria-current')).click();
                            await new Promise(requestAnimationFrame);
                          }
                        }""", times);
        tab.page().evaluate("() => document.querySelector('confab-shell').updateComplete");
        tab.open("Endurance");
    }

    private static double heap(Tab tab) {
        CDPSession session = tab.page().context().newCDPSession(tab.page());
        session.send("HeapProfiler.collectGarbage");
        JsonObject usage = session.send("Runtime.getHeapUsage");
        session.detach();
        return usage.get("usedSize").getAsDouble();
    }
}

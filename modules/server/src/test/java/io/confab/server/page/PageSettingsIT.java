package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The account, sign-ins, notifications, the connection by hand, and the example of the client. */
class PageSettingsIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void listsWhereOneIsSignedInAndEndsTheOthers() {
        Tab ann = confab.member("ann has two");
        Tab other = confab.visitor();
        other.signIn("ann has two", Tab.PASSWORD);
        other.awaitLive();
        ann.openDialog("confab-account");
        Locator sessions = ann.dialog().locator(".session");
        assertThat(sessions).hasCount(2);
        assertThat(sessions.filter(new Locator.FilterOptions().setHasText("This one")))
                .hasCount(1);
        ann.button("Sign out everywhere else").click();
        assertThat(sessions).hasCount(1);
        assertThat(other.field("Password")).isVisible();
    }

    @Test
    void changesThePasswordAndSaysWhichOneWasWrong() {
        Tab ann = confab.member("ann changes it");
        ann.openDialog("confab-account");
        ann.field("Present password").fill("not this one");
        ann.field("New password").fill("another good password");
        ann.button("Change password").click();
        assertThat(ann.field("Present password")).hasAttribute("aria-invalid", "true");
        ann.field("Present password").fill(Tab.PASSWORD);
        ann.button("Change password").click();
        assertThat(ann.dialog()).containsText("The password is changed.");
        Tab again = confab.visitor();
        again.signIn("ann changes it", "another good password");
        again.awaitLive();
    }

    @Test
    void connectsByHandWithATokenAndPings() {
        Tab ann = confab.member("ann develops");
        ann.openDialog("confab-developer");
        Locator status = ann.dialog().locator(".status");
        assertThat(status).hasText("Disconnected");
        ann.field("Paste token").fill("nonsense");
        ann.button("Connect").click();
        assertThat(ann.dialog().locator(".frames")).containsText("UNAUTHENTICATED");
        ann.button("Use my token").click();
        assertThat(ann.field("Paste token")).not().hasValue("nonsense");
        if (ann.button("Disconnect").isEnabled()) {
            ann.button("Disconnect").click();
        }
        ann.button("Connect").click();
        assertThat(status).hasText("Connected");
        ann.button("Send Ping").click();
        assertThat(ann.dialog().locator(".frames")).containsText("\"type\":\"pong\"");
        assertThat(ann.dialog().locator(".round-trip")).containsText(" ms");
        ann.field("Frame to send").fill("no frame");
        ann.button("Send frame").click();
        assertThat(ann.field("Frame to send")).hasAttribute("aria-invalid", "true");
        ann.field("Frame to send").fill("{\"type\": \"watch\", \"ref\": \"by hand\", \"group_id\": 999999}");
        ann.button("Send frame").click();
        assertThat(ann.dialog().locator(".frames")).containsText("\"ref\":\"by hand\",\"code\":\"NOT_FOUND\"");
        ann.button("Disconnect").click();
        assertThat(status).hasText("Disconnected");
    }

    @Test
    void theTestClientIsAPageForWhoeverHasAToken() {
        Tab tess = confab.visitor(new Browser.NewContextOptions(), "/test-client");
        Locator frames = tess.page().locator(".frames");
        Object token = tess.page().evaluate("""
                        async () => {
                          const headers = { 'Content-Type': 'application/json' };
                          const body = JSON.stringify({ username: 'tess tests' });
                          return (await (await fetch('/api/v1/guests', { method: 'POST', headers, body })).json()).access_token;
                        }""");
        tess.field("Paste token").fill((String) token);
        tess.button("Connect").click();
        assertThat(tess.page().locator(".status")).hasText("Connected");
        assertThat(frames).containsText("\"type\":\"ready\"");
        assertThat(frames).not().containsText((String) token);
        tess.button("Send Ping").click();
        assertThat(tess.page().locator(".round-trip")).containsText(" ms");
        tess.field("Frame to send")
                .fill("{\"type\": \"send_message\", \"group_id\": 1, \"content\": \"by hand\","
                        + " \"key\": \"5f0c6a52-0d1e-4a52-9a53-0a3f5bb0c001\"}");
        tess.button("Send frame").click();
        assertThat(frames).containsText("\"type\":\"new_message\"");
        tess.button("Deutsch").click();
        assertThat(tess.button("Frame senden")).isVisible();
        tess.button("Trennen").click();
        assertThat(tess.page().locator(".status")).hasText("Getrennt");
    }

    @Test
    void notifiesOfWhatNobodyLooksAtButNotOfMutedGroups() {
        Browser.NewContextOptions allowed = new Browser.NewContextOptions().setPermissions(List.of("notifications"));
        Tab ann = confab.member("ann is told", allowed, "/");
        Tab bob = confab.member("bob tells");
        ann.page()
                .evaluate("() => { window.told = []; window.Notification = class { static permission = 'granted';"
                        + "static requestPermission = async () => 'granted';"
                        + "constructor(title, { body }) { told.push(`${title}: ${body}`); } }; }");
        bob.writeTo("ann is told");
        bob.say("before it was asked for");
        assertThat(ann.unread("bob tells")).containsText("1");
        ann.press("Control+,");
        ann.field("Notifications").selectOption("on");
        assertThat(ann.dialog()).containsText("You are told of messages that you are not looking at");
        ann.button("Test").click();
        ann.press("Escape");
        bob.say("psst");
        assertThat(ann.unread("bob tells")).containsText("2");
        ann.page()
                .evaluate("() => { const { app } = document.querySelector('confab-shell');"
                        + "app.choices.toggle('muted', app.chat.groups.find(({ direct }) => direct)); }");
        bob.say("not heard");
        assertThat(ann.unread("bob tells")).containsText("3");
        assertThat(ann.page().evaluate("() => told.join('|')"))
                .isEqualTo("Confab: Notifications look like this.|bob tells: psst");
    }

    @Test
    void theExampleOfTheClientTalksToThePage() {
        Tab ann = confab.member("ann sees the example");
        Tab example = confab.member("exemplary", new Browser.NewContextOptions(), "/example/index.html");
        example.page().locator("[name=content]").fill("from sixty lines");
        example.page().locator("#send button").click();
        assertThat(ann.messages("from sixty lines")).isVisible();
        ann.say("from many lines");
        assertThat(example.page().locator("#lines")).containsText("ann sees the example: from many lines");
    }
}

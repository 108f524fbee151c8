package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What axe says of every screen of the page: all its rules in light, those on colours again in dark. */
class PageAxeIT {

    private static final List<String> DIALOGS = List.of(
            "confab-create",
            "confab-browse",
            "confab-write-to",
            "confab-switcher",
            "confab-shortcuts",
            "confab-settings",
            "confab-account",
            "confab-developer");

    private static final String RULES_OF_THE_DARK = "{ runOnly: ['color-contrast', 'link-in-text-block'] }";

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void findsNothingWrongWhereOneComesInAndTalks() {
        Tab ann = confab.visitor();
        check(ann);
        ann.register("ann in two colours");
        ann.say("hello");
        ann.say("see https://example.org and `code`");
        ann.say("```\nfor all\n```");
        ann.awaitSent("for all");
        ann.messages("hello").hover();
        check(ann);
        ann.composer().pressSequentially("/");
        assertThat(ann.page().locator(".completions [role=option]").first()).isVisible();
        check(ann);
        ann.composer().fill("");
        for (String dialog : DIALOGS) {
            ann.openDialog(dialog);
            checkDialog(ann);
        }
    }

    @Test
    void findsNothingWrongWhereOneInvitesAndIsInvited() {
        Tab ann = confab.member("ann opens the door");
        ann.create("Indoors", true);
        ann.say("come in");
        ann.awaitSent("come in");
        ann.button("Group actions").click();
        check(ann);
        ann.choose("Invite people");
        ann.button("Copy invitation link").click();
        assertThat(ann.dialog().locator(".link-row")).hasCount(1);
        String link = ann.field("Invitation link").inputValue();
        checkDialog(ann);

        Tab bob = confab.member(
                "bob stands outside",
                new Browser.NewContextOptions(),
                link.substring(confab.origin().length()));
        assertThat(bob.button("Join group")).isVisible();
        check(bob);
        bob.button("Join group").click();
        assertThat(bob.messages("come in")).isVisible();

        ann.button("Group actions").click();
        ann.choose("Group settings");
        ann.field("Name").fill("");
        ann.button("Save").click();
        checkDialog(ann);
        ann.button("Members").click();
        assertThat(ann.page().locator(".member")).hasCount(2);
        ann.button("Actions for bob stands outside").click();
        check(ann);
        ann.press("Escape");
        ann.page().locator(".receipt").click();
        assertThat(ann.page().locator(".panel-body section")).hasCount(1);
        check(ann);
    }

    @Test
    void findsNothingWrongWhereSomethingFails() {
        Tab ann = confab.visitor();
        ann.button("Sign in").click();
        assertThat(ann.page().locator("[aria-invalid=true]")).hasCount(2);
        check(ann);
        Tab bob = confab.member("bob fails");
        bob.page().evaluate("""
                () => {
                  const { send } = WebSocket.prototype;
                  WebSocket.prototype.send = function (text) { send.call(this, text.replace('"content":"bad"', '"content":""')); };
                }""");
        bob.say("bad");
        assertThat(bob.page().locator(".send-failure")).isVisible();
        bob.page().context().setOffline(true);
        bob.page().evaluate("() => document.querySelector('confab-shell').app.connection.wake()");
        bob.say("later");
        assertThat(bob.page().locator(".connection-bar")).containsText("1 message waits");
        check(bob);
    }

    @Test
    void findsNothingWrongWhereNobodyNeedsAnAccount() {
        Tab gus = confab.visitor();
        gus.button("Come in as a guest").click();
        gus.field("User name").fill("system");
        gus.button("Come in").click();
        assertThat(gus.field("User name")).hasAttribute("aria-invalid", "true");
        check(gus);
        Tab tess = confab.visitor(new Browser.NewContextOptions(), "/test-client");
        tess.field("Paste token").fill("nonsense");
        tess.button("Connect").click();
        assertThat(tess.page().locator(".frames")).containsText("UNAUTHENTICATED");
        check(tess);
    }

    private static void checkDialog(Tab tab) {
        assertThat(tab.dialog()).isVisible();
        check(tab);
        tab.press("Escape");
        assertThat(tab.dialog()).hasCount(0);
    }

    private static void check(Tab tab) {
        Page page = tab.page();
        if ((Boolean) page.evaluate("() => !window.axe")) {
            page.evaluate(axe());
        }
        show(page, ColorScheme.LIGHT);
        assertThat(found(page, "{}"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        show(page, ColorScheme.DARK);
        assertThat(found(page, RULES_OF_THE_DARK))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    /** Without motion: a colour on its way to another one is none that anybody chose. */
    private static void show(Page page, ColorScheme colours) {
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
    }

    private static Object found(Page page, String options) {
        return page.evaluate(
                "async () => (await axe.run({ ...%s, resultTypes: ['violations'] })).violations.map(".formatted(options)
                        + "({ id, nodes }) => id + ': ' + nodes.map(node => node.html).join(' '))");
    }

    private static String axe() {
        try (InputStream script = PageAxeIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

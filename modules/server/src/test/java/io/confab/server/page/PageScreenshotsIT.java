package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Photographs of the main screens, for the documentation: {@code -Dconfab.screenshots} writes docs/screenshots anew. */
@EnabledIfSystemProperty(named = "confab.screenshots", matches = ".*")
class PageScreenshotsIT {

    private static final Path FOLDER = Path.of("..", "..", "docs", "screenshots");

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void photographsEveryMainScreen() {
        photograph(confab.visitor(wide(ColorScheme.LIGHT)), "sign-in");
        Tab ann = confab.member("Ann Lindqvist", wide(ColorScheme.LIGHT), "/");
        Tab bob = confab.member("Bob Okafor", wide(ColorScheme.DARK), "/");
        Tab cyd = confab.member("Cyd Marchetti", phone(), "/");
        Tab dalia = confab.member("داليا", wide(ColorScheme.LIGHT), "/");
        ann.create("Release 2.0", true);
        photograph(ann, "empty");
        List.of("Bob Okafor", "Cyd Marchetti", "داليا").forEach(ann::invite);
        ann.create("Design", false);
        ann.create("Coffee and cake", false);
        ann.writeTo("Bob Okafor");
        ann.say("Do you have a minute for the release notes?");
        talk(ann, bob, cyd, dalia);
        ann.button("Members").click();
        assertThat(ann.page().locator(".member")).hasCount(4);
        photograph(ann, "light");
        bob.open("Release 2.0");
        photograph(bob, "dark");
        cyd.open("Release 2.0");
        photograph(cyd, "phone");
        cyd.page().getByLabel("All groups").click();
        photograph(cyd, "phone-list");
        dalia.press("Control+,");
        dalia.field("Language").selectOption("ar");
        dalia.press("Escape");
        dalia.open("Release 2.0");
        dalia.page().mouse().move(700, 20);
        photograph(dalia, "right-to-left");
        ann.press("Control+k");
        ann.page().keyboard().type("co");
        assertThat(ann.dialog().locator("[role=option]").first()).isVisible();
        photograph(ann, "switcher");
        ann.press("Escape", "Control+,");
        photograph(ann, "settings");
        ann.press("Escape");
        goOffline(bob);
        photograph(bob, "offline");
    }

    private static void talk(Tab ann, Tab bob, Tab cyd, Tab dalia) {
        List.of(ann, bob, cyd, dalia).forEach(tab -> tab.open("Release 2.0"));
        say(ann, "2.0 goes out **today**. What is left:\n- release notes\n- screenshots\n- a last look at the upgrade");
        say(bob, "The upgrade is done, and twice as fast as before:");
        say(bob, "```\n$ confab upgrade --to 2.0\n1,204,118 messages in 41 s, nothing lost\n```");
        say(cyd, "🎉 Screenshots are on their way. Details: https://example.org/releases/2.0");
        say(dalia, "صباح الخير! الترجمة العربية جاهزة.");
        say(dalia, "I have read all of it twice.");
        ann.pointAt("I have read all of it twice.").button("Reply").click();
        say(ann, "Wonderful, thank you both!");
        ann.page().mouse().move(700, 20);
        say(bob, "> a last look at the upgrade\n\nDone. `main` is green, let's ship it.");
        bob.open("General");
        bob.say("Lunch at twelve?");
        cyd.page().getByLabel("All groups").click();
        cyd.open("General");
        say(cyd, "Gladly.");
        cyd.page().getByLabel("All groups").click();
        bob.composer().fill("");
        bob.page().mouse().move(700, 20);
    }

    private static void say(Tab tab, String text) {
        tab.composer().fill(text);
        if (tab.button("Send").isVisible()) {
            tab.button("Send").click();
        }
        assertThat(tab.sending()).hasCount(0);
    }

    private static void goOffline(Tab tab) {
        tab.page().context().setOffline(true);
        tab.page().evaluate("() => document.querySelector('confab-shell').app.connection.wake()");
        assertThat(tab.page().locator(".connection-bar")).isVisible();
        tab.say("I am on the train, this goes out later.");
        assertThat(tab.sending()).hasCount(1);
    }

    private static Browser.NewContextOptions wide(ColorScheme colours) {
        return new Browser.NewContextOptions().setViewportSize(1280, 800).setColorScheme(colours);
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 760)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    private static void photograph(Tab tab, String name) {
        tab.page().evaluate("() => document.fonts.ready.then(() => undefined)");
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}

package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the composer does beside sending: commands, and what it puts in for a word that begins with a sign. */
class PageWritingIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void commandsAreOfferedWhileOneTypesAndDone() {
        confab.stranger("bob is summoned");
        Tab ann = confab.member("ann commands");
        ann.create("Before", true);
        ann.composer().pressSequentially("/");
        assertThat(options(ann).first()).isVisible();
        ann.page().keyboard().type("ren");
        assertThat(options(ann)).hasCount(1);
        assertThat(ann.composer()).hasAttribute("aria-activedescendant", "choice-0");
        ann.press("Tab");
        assertThat(ann.composer()).hasValue("/rename ");
        ann.page().keyboard().type("After");
        ann.press("Enter");
        assertThat(ann.heading()).hasText("After");
        assertThat(ann.composer()).hasValue("");
        ann.say("/describe where commands are tried");
        assertThat(ann.page().locator(".group-what p")).containsText("where commands are tried");
        ann.say("/invite bob is summoned");
        assertThat(ann.page().locator(".toast").last()).containsText("bob is summoned is in the group now");
        ann.say("/shrug well");
        ann.awaitSent("well ¯\\_(ツ)_/¯");
        ann.composer().pressSequentially("/help");
        assertThat(options(ann)).hasCount(1);
        ann.press("Enter");
        assertThat(ann.dialog().locator("h2")).hasText("Commands");
        assertThat(ann.dialog()).containsText("/leave");
        ann.press("Escape");
        ann.say("/leave");
        ann.agree();
        assertThat(ann.group("After")).hasCount(0);
    }

    @Test
    void whatIsNoCommandIsNotSentWithoutAsking() {
        Tab ann = confab.member("ann mistypes");
        ann.create("Mistakes", true);
        ann.say("/nonsense here");
        Locator why = ann.page().locator(".composer-what");
        assertThat(why).containsText("There is no command /nonsense");
        assertThat(ann.composer()).hasValue("/nonsense here");
        assertThat(ann.messages("/nonsense here")).hasCount(0);
        ann.button("Send as text").click();
        ann.awaitSent("/nonsense here");
        assertThat(ann.composer()).hasValue("");
        ann.say("//help");
        ann.awaitSent("/help");
        assertThat(ann.messages("/help")).hasCount(1);
        ann.say("/etc/hosts has it");
        ann.awaitSent("/etc/hosts has it");
        ann.say("/invite nobody of that name");
        assertThat(why).containsText("There is nobody named nobody of that name");
        assertThat(ann.composer()).hasValue("/invite nobody of that name");
        ann.composer().press("Escape");
        assertThat(why).hasCount(0);
        assertThat(ann.composer()).hasValue("/invite nobody of that name");
    }

    @Test
    void groupsAndEmojiAreCompletedAndTimesAreNot() {
        Tab ann = confab.member("ann completes");
        ann.create("Completed", true);
        ann.composer().pressSequentially("at 12:30 see #gener");
        assertThat(options(ann)).hasText(Pattern.compile("General.*"));
        ann.press("Enter");
        assertThat(ann.composer()).hasValue(Pattern.compile("^at 12:30 see \\[#General]\\(http.*/g/general\\) $"));
        ann.page().keyboard().type(":tad");
        assertThat(options(ann)).containsText("tada");
        ann.press("ArrowDown", "Enter");
        assertThat(ann.composer()).hasValue(Pattern.compile(".*🎉 $"));
        ann.page().keyboard().type(":o :)");
        assertThat(options(ann)).hasCount(0);
        ann.press("Enter");
        ann.page().evaluate("() => { window.sameDocument = true; }");
        Locator link = ann.page().locator(".message .text a");
        assertThat(link).hasText("#General");
        link.click();
        assertThat(ann.heading()).hasText("General");
        assertThat(ann.composer()).isFocused();
        ann.page().waitForFunction("() => window.sameDocument");
        assertThat(ann.group("Completed")).containsText("at 12:30 see #General 🎉");
    }

    private static Locator options(Tab tab) {
        return tab.page().locator(".completions [role=option]");
    }
}

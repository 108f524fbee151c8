package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys for the whole page; {@link PageAccessibilityIT} goes through it with Tab. */
class PageKeysIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void switchesToAGroupOrAPersonByAFewLetters() {
        Tab ann = confab.member("ann switches");
        confab.stranger("quentin unknown");
        ann.create("Zebra crossing", true);
        ann.open("General");
        ann.press("Control+k");
        ann.page().keyboard().type("zcr");
        assertThat(ann.dialog().locator("[role=option][aria-selected=true]")).containsText("Zebra crossing");
        ann.press("Enter");
        assertThat(ann.heading()).hasText("Zebra crossing");
        ann.press("Control+k");
        ann.page().keyboard().type("quent");
        assertThat(ann.dialog().locator("[role=option]").first()).containsText("quentin unknown");
        ann.press("Enter");
        assertThat(ann.heading()).hasText("quentin unknown");
    }

    @Test
    void goesThroughTheRegionsAndTheGroups() {
        Tab ann = confab.member("ann walks");
        ann.create("First stop", true);
        ann.button("Members").click();
        ann.composer().focus();
        ann.press("F6");
        assertThat(ann.page().locator(".panel button").first()).isFocused();
        ann.press("F6");
        assertThat(ann.page().locator(".group-link[aria-current]")).isFocused();
        ann.press("F6");
        assertThat(ann.page().locator(".message-view")).isFocused();
        ann.press("F6");
        assertThat(ann.composer()).isFocused();
        ann.press("Shift+F6");
        assertThat(ann.page().locator(".message-view")).isFocused();
        ann.press("Alt+ArrowDown");
        assertThat(ann.heading()).hasText("General");
        ann.press("Alt+ArrowUp");
        assertThat(ann.heading()).hasText("First stop");
    }

    @Test
    void singleLettersWorkBesideTheTextAndCanBeSwitchedOff() {
        Tab ann = confab.member("ann presses");
        ann.create("Letters", true);
        ann.say("about keys?");
        ann.awaitSent("about keys?");
        assertThat(ann.dialog()).hasCount(0);
        ann.page().locator(".message-view").focus();
        ann.press("ArrowUp", "e");
        assertThat(ann.composer()).hasValue("about keys?");
        ann.press("Escape");
        ann.page().locator(".message-view").focus();
        ann.press("?");
        assertThat(ann.dialog().locator("h2")).hasText("Keyboard shortcuts");
        ann.page().getByLabel("Keys of one letter (?, R, E) are on").uncheck();
        ann.press("Escape");
        assertThat(ann.dialog()).hasCount(0);
        ann.page().locator(".message-view").focus();
        ann.press("?", "ArrowUp", "r");
        assertThat(ann.dialog()).hasCount(0);
        assertThat(ann.page().locator(".composer-about")).hasCount(0);
        ann.press("Control+/");
        assertThat(ann.dialog()).isVisible();
    }

    @Test
    void enterMaySendOrBreakTheLine() {
        Tab ann = confab.member("ann breaks lines");
        ann.create("Lines", true);
        ann.press("Control+,");
        ann.field("The Enter key").selectOption("breaks");
        ann.press("Escape");
        ann.composer().fill("one");
        ann.composer().press("Enter");
        ann.page().keyboard().type("two");
        assertThat(ann.composer()).hasValue("one\ntwo");
        ann.composer().press("Control+Enter");
        assertThat(ann.composer()).hasValue("");
        ann.awaitSent("one");
    }
}

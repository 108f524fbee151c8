package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page for people who have no mouse. */
class PageAccessibilityIT {

    private static final int MOST_TABS = 60;

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void everythingCanBeDoneWithoutAMouse() {
        Tab ann = confab.visitor();
        assertThat(ann.field("User name")).isFocused();
        tabTo(ann, "button.link");
        press(ann, "Enter");
        type(ann, "ann has no mouse");
        tabTo(ann, "input[type=password]");
        type(ann, Tab.PASSWORD);
        press(ann, "Enter");
        assertThat(ann.composer()).isFocused();
        type(ann, "typed");
        press(ann, "Enter");
        ann.awaitSent("typed");

        tabTo(ann, ".message-view");
        press(ann, "ArrowUp");
        assertThat(ann.page().locator("li.message:focus .tools button").first()).isVisible();
        tabTo(ann, ".tools button");
        press(ann, "Enter");
        assertThat(ann.composer()).isFocused();
        type(ann, "replied");
        press(ann, "Enter");
        assertThat(ann.page().locator(".quote")).containsText("typed");

        tabTo(ann, "[aria-label='Browse public groups']");
        press(ann, "Enter");
        tabTo(ann, "[aria-label='Join Random']");
        press(ann, "Enter");
        assertThat(ann.heading()).hasText("Random");
        tabTo(ann, ".group-link:not([aria-current])");
        press(ann, "Enter");
        assertThat(ann.heading()).hasText("General");
        assertThat(ann.composer()).isFocused();
    }

    private static void tabTo(Tab tab, String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            press(tab, "Tab");
            if ((Boolean) tab.page().evaluate("wanted => document.activeElement.matches(wanted)", selector)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not reach " + selector);
    }

    private static void press(Tab tab, String key) {
        tab.page().keyboard().press(key);
    }

    private static void type(Tab tab, String text) {
        tab.page().keyboard().type(text);
    }
}

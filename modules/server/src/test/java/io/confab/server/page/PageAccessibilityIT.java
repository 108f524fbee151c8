package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page for people who do not see it, or have no mouse. */
class PageAccessibilityIT {

    private static final int MOST_TABS = 60;
    private static final List<String> DIALOGS = List.of(
            "confab-create",
            "confab-browse",
            "confab-write-to",
            "confab-switcher",
            "confab-shortcuts",
            "confab-settings",
            "confab-account",
            "confab-developer");

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingWrong(ColorScheme colours) throws IOException {
        Tab ann = confab.visitor(new Browser.NewContextOptions().setColorScheme(colours));
        ann.page().evaluate(axe());
        check(ann);
        ann.register("ann in " + colours);
        String greeting = "hello in " + colours;
        ann.say(greeting);
        ann.say("see https://example.org and `code`");
        ann.awaitSent("see https");
        ann.messages(greeting).hover();
        check(ann);
        ann.composer().pressSequentially("/");
        assertThat(ann.page().locator(".completions [role=option]").first()).isVisible();
        check(ann);
        ann.composer().fill("");
        ann.button("Members").click();
        assertThat(ann.page().locator(".member").first()).isVisible();
        check(ann);
        for (String dialog : DIALOGS) {
            ann.openDialog(dialog);
            assertThat(ann.dialog()).isVisible();
            check(ann);
            ann.press("Escape");
            assertThat(ann.dialog()).hasCount(0);
        }
    }

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

    private static void check(Tab tab) {
        Object found = tab.page()
                .evaluate("async () => (await axe.run()).violations.map(violation => violation.id + ': '"
                        + " + violation.nodes.map(node => node.html).join(' '))");
        assertThat(found).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
    }

    private static String axe() throws IOException {
        try (InputStream script = PageAccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
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

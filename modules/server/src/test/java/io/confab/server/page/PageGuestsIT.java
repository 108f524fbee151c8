package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming in by a name alone. */
class PageGuestsIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void aGuestComesInByANameTalksAndLeavesTheNameToTheNext() {
        Tab gus = confab.visitor();
        gus.button("Come in as a guest").click();
        assertThat(gus.field("User name")).isFocused();
        assertThat(gus.field("Password")).hasCount(0);
        gus.field("User name").fill("system");
        gus.button("Come in").click();
        assertThat(gus.field("User name")).hasAttribute("aria-invalid", "true");
        gus.field("User name").fill("gus the guest");
        gus.button("Come in").click();
        gus.awaitLive();
        assertThat(gus.heading()).hasText("General");
        gus.say("just a name");
        gus.awaitSent("just a name");

        gus.page().reload();
        gus.awaitLive();
        gus.openDialog("confab-account");
        assertThat(gus.dialog()).containsText("You are here as a guest");
        assertThat(gus.field("New password")).hasCount(0);

        Tab other = confab.visitor();
        other.button("Come in as a guest").click();
        other.field("User name").fill("Gus the Guest");
        other.button("Come in").click();
        assertThat(other.field("User name")).hasAttribute("aria-invalid", "true");
        gus.page().evaluate("() => document.querySelector('confab-shell').app.signOut()");
        assertThat(gus.field("Password")).isVisible();
        other.button("Come in").click();
        other.awaitLive();
        assertThat(other.messages("just a name")).isVisible();
    }
}

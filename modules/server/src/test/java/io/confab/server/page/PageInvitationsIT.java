package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links into private groups. */
class PageInvitationsIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void aLinkBringsPeopleIntoAPrivateGroupUntilItIsRevoked() {
        Tab ann = confab.member("ann has a private group");
        ann.create("Behind the door", true);
        ann.button("Group actions").click();
        ann.choose("Invite people");
        ann.button("Copy invitation link").click();
        Locator link = ann.field("Invitation link");
        assertThat(link).isVisible();
        String address = link.inputValue();
        assertThat(address).startsWith(confab.origin() + "/join#");
        String path = address.substring(confab.origin().length());

        Tab bob = confab.member("bob has a link", new Browser.NewContextOptions(), path);
        assertThat(bob.heading()).hasText("Join Behind the door?");
        assertThat(bob.page().locator(".nothing")).containsText("1 member");
        bob.button("Join group").click();
        assertThat(bob.heading()).hasText("Behind the door");
        bob.say("I am in");
        bob.awaitSent("I am in");
        assertThat(bob.page().url()).doesNotContain("join");

        Tab cyd = confab.visitor(new Browser.NewContextOptions(), path);
        cyd.register("cyd signs up first");
        assertThat(cyd.heading()).hasText("Join Behind the door?");
        Locator row = ann.dialog().locator(".link-row");
        assertThat(row).hasCount(1);
        row.getByRole(AriaRole.BUTTON).click();
        assertThat(row).hasCount(0);
        cyd.button("Join group").click();
        assertThat(cyd.page().getByRole(AriaRole.ALERT))
                .hasText("This invitation does not hold any more. Ask for a new one.");
        assertThat(cyd.group("Behind the door")).hasCount(0);
    }
}

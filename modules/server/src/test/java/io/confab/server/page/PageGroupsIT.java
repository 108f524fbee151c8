package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups, who is in them, and the list of them. */
class PageGroupsIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void membersAreShownWithRoleAndPresenceAndChangedThere() {
        Tab ann = confab.member("ann owns");
        Tab bob = confab.member("bob belongs");
        ann.create("Crew", true);
        ann.invite("bob belongs");
        ann.button("Members").click();
        assertThat(member(ann, "ann owns").locator(".role")).hasText("Owner");
        assertThat(member(ann, "bob belongs").locator(".presence")).hasAttribute("aria-label", "online");
        ann.button("Actions for bob belongs").click();
        ann.choose("Make admin");
        assertThat(member(ann, "bob belongs").locator(".role")).hasText("Admin");
        bob.open("Crew");
        bob.button("Group actions").click();
        bob.choose("Group settings");
        bob.field("Name").fill("Crew of bob");
        bob.button("Save").click();
        assertThat(ann.heading()).hasText("Crew of bob");
        ann.button("Actions for bob belongs").click();
        ann.choose("Remove");
        ann.agree();
        assertThat(member(ann, "bob belongs")).hasCount(0);
        assertThat(bob.group("Crew of bob")).hasCount(0);
    }

    @Test
    void somebodyWhoWentIsShownAsLastSeen() {
        Tab ann = confab.member("ann stays here");
        Tab bob = confab.member("bob goes soon");
        ann.create("Comings", true);
        ann.inviteByHand("bob goes soon");
        assertThat(bob.group("Comings")).isVisible();
        ann.button("Members").click();
        assertThat(member(ann, "bob goes soon").locator(".presence")).hasAttribute("aria-label", "online");
        bob.page().context().close();
        assertThat(member(ann, "bob goes soon").locator(".presence")).hasAttribute("aria-label", "offline");
        assertThat(member(ann, "bob goes soon").locator("time")).hasText("this minute");
    }

    @Test
    void aLinkInvitesToAPublicGroup() {
        Tab ann = confab.member("ann sends links");
        ann.create("Open house", false);
        ann.button("Group actions").click();
        ann.choose("Invite people");
        String link = ann.field("Or send a link").inputValue();
        assertThat(link).endsWith("/g/open-house");
        Tab bob = confab.member("bob follows links", new Browser.NewContextOptions(), "/g/open-house");
        assertThat(bob.heading()).hasText("Open house");
        bob.button("Join group").click();
        assertThat(bob.composer()).isVisible();
        assertThat(ann.page().locator(".group-what p")).hasText("2 members");
        Tab cyd = confab.member("cyd is lost", new Browser.NewContextOptions(), "/g/no-such-place");
        assertThat(cyd.page().getByRole(AriaRole.ALERT)).hasText("There is no public group at this address.");
    }

    @Test
    void publicGroupsAreListedWithTheirMembersAndTheNumberFollows() {
        Tab ann = confab.member("ann watches the list");
        Tab bob = confab.member("bob joins later");
        ann.create("Counted", false);
        bob.button("Browse public groups").click();
        Locator row = bob.dialog().locator(".pick").filter(new Locator.FilterOptions().setHasText("Counted"));
        assertThat(row).containsText("1 member");
        Tab cyd = confab.member("cyd joins", new Browser.NewContextOptions(), "/g/counted");
        cyd.button("Join group").click();
        assertThat(row).containsText("2 members");
    }

    @Test
    void anArchivedGroupCanBeReadButTakesNothing() {
        Tab ann = confab.member("ann closes");
        ann.create("Closing", true);
        ann.say("the last word");
        ann.awaitSent("the last word");
        ann.button("Group actions").click();
        ann.choose("Group settings");
        ann.button("Archive").click();
        ann.agree();
        assertThat(ann.page().getByText("This group is archived")).isVisible();
        assertThat(ann.composer()).hasCount(0);
        assertThat(section(ann, "Archived")).containsText("Closing");
    }

    @Test
    void whoHasReadAMessageIsListed() {
        Tab ann = confab.member("ann asks who");
        Tab bob = confab.member("bob reads it");
        Tab cyd = confab.member("cyd does not");
        ann.create("Receipts", true);
        ann.invite("bob reads it");
        ann.invite("cyd does not");
        ann.say("seen?");
        bob.open("Receipts");
        assertThat(ann.page().locator(".receipt")).hasText("Read 1/2");
        ann.page().locator(".receipt").click();
        Locator panel = ann.page().locator(".panel-body");
        assertThat(panel).containsText("Read by 1 of 2");
        assertThat(panel.locator("section").first()).containsText("bob reads it");
        assertThat(panel.locator("section").last()).containsText("cyd does not");
        cyd.open("Receipts");
        assertThat(panel).containsText("Read by 2 of 2");
        assertThat(ann.page().locator(".receipt")).hasText("Read by all");
    }

    @Test
    void groupsStandInSectionsAndCanBeFilteredFavouredAndMuted() {
        Tab ann = confab.member("ann sorts");
        Tab bob = confab.member("bob makes noise");
        ann.create("Alpha", true);
        ann.create("Beta", true);
        ann.button("Group actions").click();
        ann.choose("Add to favourites");
        assertThat(section(ann, "Favourites")).containsText("Beta");
        ann.open("Alpha");
        ann.invite("bob makes noise");
        bob.open("Alpha");
        ann.open("Beta");
        ann.page().locator(".composer-text").hover();
        bob.say("hey");
        assertThat(section(ann, "Unread")).containsText("Alpha");
        assertThat(ann.page()).hasTitle("(1) Beta · Confab");
        ann.open("Alpha");
        ann.button("Group actions").click();
        ann.choose("Mute");
        ann.open("Beta");
        ann.page().locator(".composer-text").hover();
        bob.say("hey again");
        assertThat(ann.unread("Alpha")).containsText("1");
        assertThat(ann.page()).hasTitle("Beta · Confab");
        ann.field("Filter groups").fill("bet");
        assertThat(ann.page().locator(".group-link")).hasCount(1);
    }

    @Test
    void marksAllAsReadOnceAsked() {
        Tab ann = confab.member("ann clears");
        Tab bob = confab.member("bob fills");
        bob.writeTo("ann clears");
        bob.sayLines(1, 3);
        assertThat(ann.unread("bob fills")).containsText("3");
        ann.button("Mark all read").click();
        ann.agree();
        assertThat(ann.unread("bob fills")).hasCount(0);
    }

    @Test
    void membersAreNamedByTheirFirstLetters() {
        Tab ann = confab.member("ann mentions");
        confab.stranger("zoe is named");
        ann.create("Mentions", true);
        ann.invite("zoe is named");
        ann.composer().pressSequentially("hello @zo");
        assertThat(ann.page().locator("[role=option]")).containsText("zoe is named");
        ann.press("Enter");
        assertThat(ann.composer()).hasValue("hello @zoe is named ");
    }

    private static Locator member(Tab tab, String name) {
        return tab.page().locator(".member").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator section(Tab tab, String name) {
        return tab.page()
                .locator(".sidebar section")
                .filter(new Locator.FilterOptions()
                        .setHas(tab.page().getByText(name, new Page.GetByTextOptions().setExact(true))));
    }
}

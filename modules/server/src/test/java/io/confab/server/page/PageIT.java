package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PageIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void aNewUserLandsInGeneralWithTheComposerFocused() {
        Tab ann = confab.visitor().register("ann lands");
        assertThat(ann.heading()).hasText("General");
        assertThat(ann.composer()).isFocused();
        assertThat(ann.page()).hasTitle("General · Confab");
    }

    @Test
    void aRefusedRegistrationNamesTheFieldAndKeepsTheInput() {
        confab.stranger("taken name");
        Tab other = confab.visitor();
        other.button("Create an account").click();
        other.field("User name").fill("Taken NAME");
        other.field("Password").fill(Tab.PASSWORD);
        other.button("Create account").click();
        assertThat(other.field("User name")).hasAttribute("aria-invalid", "true");
        assertThat(other.field("User name")).isFocused();
        assertThat(other.field("User name")).hasValue("Taken NAME");
        assertThat(other.field("Password")).hasValue(Tab.PASSWORD);
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneThenLetsIn() {
        Tab first = confab.visitor().register("forgetful");
        first.button("Sign out").click();
        first.agree();
        first.signIn("forgetful", "not the password");
        assertThat(first.page().locator(".notice")).isVisible();
        first.signIn("forgetful", Tab.PASSWORD);
        first.awaitLive();
    }

    @Test
    void twoBrowsersTalk() {
        Tab ann = confab.member("ann talks");
        Tab bob = confab.member("bob talks");
        ann.say("hello from ann");
        assertThat(bob.messages("hello from ann")).isVisible();
        bob.say("hello from bob\nin two lines");
        assertThat(ann.page().locator(".message .text p").last()).hasText("hello from bobin two lines");
        assertThat(ann.sending()).hasCount(0);
        assertThat(ann.messages("hello from ann")).hasCount(1);
    }

    @Test
    void showsWhoIsTyping() {
        Tab ann = confab.member("ann waits");
        Tab bob = confab.member("bob types");
        bob.composer().pressSequentially("h");
        assertThat(ann.page().locator(".typing")).hasText("bob types is typing …");
    }

    @Test
    void aDirectGroupShowsPresenceAndThatAMessageWasRead() {
        Tab ann = confab.member("ann direct");
        Tab bob = confab.member("bob direct");
        ann.writeToByHand("bob direct");
        assertThat(ann.page().locator(".group-what p")).hasText("online");
        ann.say("just for you");
        bob.open("ann direct");
        assertThat(bob.messages("just for you")).isVisible();
        assertThat(ann.page().locator(".receipt")).hasText("Read");
        bob.page().context().close();
        assertThat(ann.page().locator(".group-what p")).not().hasText("online");
    }

    @Test
    void editsTheLastMessageWithTheArrowKeyAndDeletesIt() {
        Tab ann = confab.member("ann edits");
        Tab bob = confab.member("bob watches");
        ann.say("a tpyo");
        ann.awaitSent("a tpyo");
        ann.composer().press("ArrowUp");
        assertThat(ann.composer()).hasValue("a tpyo");
        ann.say("a typo");
        assertThat(bob.messages("a typo (edited)")).isVisible();
        ann.pointAt("a typo (edited)").button("More actions").click();
        ann.choose("Delete");
        ann.agree();
        assertThat(bob.messages("a typo (edited)")).hasCount(0);
        assertThat(bob.page().locator(".deleted").last()).isVisible();
    }

    @Test
    void reloadingKeepsHistoryAndDraft() {
        Tab ann = confab.member("ann reloads");
        ann.say("said before the reload");
        ann.awaitSent("said before the reload");
        ann.composer().fill("written but not sent");
        ann.page().reload();
        ann.awaitLive();
        assertThat(ann.messages("said before the reload")).isVisible();
        assertThat(ann.composer()).hasValue("written but not sent");
    }

    @Test
    void readingInOneTabClearsTheUnreadCountOfTheOther() {
        Tab ann = confab.member("ann two tabs");
        Tab bob = confab.member("bob writes");
        Tab second = confab.secondTab(ann, "/").awaitLive();
        bob.writeTo("ann two tabs");
        bob.say("one");
        bob.say("two");
        assertThat(ann.unread("bob writes")).containsText("2");
        assertThat(second.unread("bob writes")).containsText("2");
        assertThat(second.page()).hasTitle(Pattern.compile("^\\(\\d+\\) .*"));
        ann.open("bob writes");
        assertThat(ann.messages("two")).isVisible();
        assertThat(ann.unread("bob writes")).hasCount(0);
        assertThat(second.unread("bob writes")).hasCount(0);
    }

    @Test
    void opensAtTheFirstUnreadMessageAndCountsNothingAsReadThatWasNotShown() {
        Tab ann = confab.member("ann says much");
        Tab bob = confab.member("bob comes late");
        ann.writeTo("bob comes late");
        ann.sayLines(1, 80);
        bob.open("ann says much");
        assertThat(bob.messages("line 1")).isInViewport();
        assertThat(bob.page().locator(".new-line")).isInViewport();
        assertThat(bob.unread("ann says much")).containsText("80");
        bob.page().locator(".pill").click();
        assertThat(bob.messages("line 80")).isInViewport();
        assertThat(bob.unread("ann says much")).hasCount(0);
    }

    @Test
    void readingBackKeepsThePlaceOfTheReaderAndNewMessagesDoNotMoveHim() {
        Tab ann = confab.member("ann goes on");
        Tab before = confab.member("bob reads back");
        ann.writeTo("bob reads back");
        ann.sayLines(1, 120);
        before.open("ann goes on");
        before.page().locator(".pill").click();
        assertThat(before.messages("line 120")).isInViewport();
        assertThat(ann.page().locator(".receipt")).hasText("Read");
        // a browser that has kept nothing of the log
        Tab bob = confab.visitor();
        bob.signIn("bob reads back", Tab.PASSWORD);
        bob.awaitLive().open("ann goes on");
        assertThat(bob.messages("line 120")).isInViewport();
        assertThat(bob.messages("line 1")).hasCount(0);
        Locator early = bob.messages("line 75");
        early.scrollIntoViewIfNeeded();
        double place = early.boundingBox().y;
        assertThat(bob.messages("line 25")).hasCount(1);
        ann.say("line 121");
        assertThat(bob.page().locator(".pill")).containsText("1 new message");
        assertThat(Math.abs(early.boundingBox().y - place)).isLessThan(2);
        bob.page().locator(".pill").click();
        assertThat(bob.messages("line 121")).isInViewport();
    }

    @Test
    void makesAPrivateGroupAndBringsSomebodyIn() {
        Tab bob = confab.member("bob invited");
        Tab ann = confab.member("ann founds");
        ann.createByHand("Picnic", true);
        ann.inviteByHand("bob inv");
        bob.open("Picnic");
        ann.say("who brings what?");
        assertThat(bob.messages("who brings what?")).isVisible();
    }

    @Test
    void joinsAndLeavesAPublicGroup() {
        Tab ann = confab.member("ann browses");
        ann.button("Browse public groups").click();
        ann.button("Join Random").click();
        assertThat(ann.heading()).hasText("Random");
        ann.button("Members").click();
        ann.button("Leave group").click();
        ann.button("Leave").click();
        assertThat(ann.group("Random")).hasCount(0);
    }

    @Test
    void fitsAPhone() {
        var phone = new Browser.NewContextOptions()
                .setViewportSize(360, 640)
                .setIsMobile(true)
                .setHasTouch(true);
        Tab ann = confab.visitor(phone);
        ann.register("ann on the phone");
        ann.composer().fill("a-very-long-word-without-a-break-".repeat(20));
        ann.button("Send").click();
        ann.awaitSent("a-very-long-word");
        assertThat(overflow(ann.page())).isZero();
        ann.page().getByLabel("All groups").click();
        assertThat(ann.group("General")).isVisible();
        assertThat(ann.composer()).isHidden();
        assertThat(overflow(ann.page())).isZero();
    }

    private static int overflow(Page page) {
        return (Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    }
}

package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** History: links into it, holes, the window that is kept, and what single messages look like. */
class PageReadingIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void aLinkFarBackShowsThatNewerMessagesAreNotThere() {
        Tab writing = confab.member("ann writes long");
        writing.create("Far back", true);
        writing.sayLines(1, 200);
        // another browser: this one may have kept so much that nothing is missing
        Tab ann = confab.visitor();
        ann.signIn("ann writes long", Tab.PASSWORD);
        ann.awaitLive();
        ann.page().navigate(writing.page().url() + "/30");
        ann.awaitLive();
        assertThat(ann.messages("line 28").or(ann.messages("line 29")).first()).isInViewport();
        Locator newer = ann.page().locator(".hole button");
        assertThat(newer.last()).hasText("Newer messages are not loaded. Load them");
        assertThat(ann.messages("line 200")).hasCount(0);

        ann.page().locator(".pill.to-down").click();
        assertThat(ann.messages("line 200")).isInViewport();
        assertThat(newer.last()).not().hasText("Newer messages are not loaded. Load them");
    }

    @Test
    void aLinkLeadsToTheMessageAndBackGoesWhereOneWas() {
        Tab ann = confab.member("ann links in");
        ann.create("Linked", false);
        ann.sayLines(1, 60);
        ann.page().evaluate("() => history.pushState(null, '', location.pathname + '/12')");
        ann.page().evaluate("() => dispatchEvent(new PopStateEvent('popstate'))");
        assertThat(ann.page().locator("[data-seq='12']")).isInViewport();
        assertThat(ann.page().locator("[data-seq='12']")).isFocused();
        ann.open("General");
        ann.page().goBack();
        assertThat(ann.heading()).hasText("Linked");
    }

    @Test
    void jumpsToADate() {
        Tab ann = confab.member("ann jumps");
        ann.create("Dated", true);
        ann.sayLines(1, 120);
        ann.button("Jump to a date").click();
        ann.button("Go there").click();
        assertThat(ann.messages("line 1")).isInViewport();
        assertThat(ann.page().locator(".day h2").first()).hasText("Today");
    }

    @Test
    void theFirstUnreadMessageCanBeGoneBackTo() {
        Tab ann = confab.member("ann goes far");
        Tab bob = confab.member("bob goes back");
        ann.writeTo("bob goes back");
        ann.sayLines(1, 90);
        bob.open("ann goes far");
        assertThat(bob.page().locator(".new-line")).isInViewport();
        bob.messages("line 40").scrollIntoViewIfNeeded();
        Locator up = bob.page().locator(".pill.to-up");
        assertThat(up).hasText("Jump to the first of 90 unread");
        up.click();
        assertThat(bob.page().locator(".new-line")).isInViewport();
    }

    @Test
    void foldsLongTextsAndCopiesCode() {
        Browser.NewContextOptions clipboard =
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write"));
        Tab ann = confab.member("ann shows code", clipboard, "/");
        ann.say("```\nfirst();\nsecond();\n```");
        ann.page().locator(".code-block").last().hover();
        ann.button("Copy").last().click();
        assertThat(ann.page().locator(".toast")).containsText("Copied");
        assertThat(ann.page().evaluate("() => navigator.clipboard.readText()"))
                .asString()
                .startsWith("first();\nsecond();");
        ann.say("lots of words ".repeat(200).strip());
        Locator more = ann.button("Show more").last();
        Locator text = ann.page().locator(".text.folded").last();
        double folded = text.boundingBox().height;
        more.click();
        Locator whole = ann.page().locator(".message .text").last();
        assertThat(whole.boundingBox().height).isGreaterThan(folded);
        ann.button("Show less").last().click();
        assertThat(ann.page().locator(".text.folded").last()).isVisible();
    }

    @Test
    void marksWhatIsMarkedAndNothingElse() {
        Tab ann = confab.member("ann marks up");
        ann.say(
                "**bold** _soft_ ~~gone~~ `code` [a link](https://example.org) ![a picture](https://example.org/x.png)\n"
                        + "- one\n- two\n\n> said\n\n# title");
        Locator text = ann.page().locator(".message .text").last();
        assertThat(text.locator("strong").first()).hasText("bold");
        assertThat(text.locator("em")).hasText("soft");
        assertThat(text.locator("del")).hasText("gone");
        assertThat(text.locator("li")).hasCount(2);
        assertThat(text.locator("blockquote")).hasText("said");
        assertThat(text.locator("a")).hasCount(2);
        assertThat(text.locator("img, h1, h2")).hasCount(0);
        ann.say("1 * 2 * 3 and under_scored_name stay");
        assertThat(ann.messages("1 * 2 * 3 and under_scored_name stay")).isVisible();
    }

    @Test
    void anAnswerShowsWhatItAnswersAndJumpsThere() {
        Tab ann = confab.member("ann answers");
        ann.create("Answers", true);
        ann.sayLines(1, 60);
        ann.page().locator(".message-view").evaluate("view => { view.scrollTop = 0; }");
        ann.pointAt("line 2").button("Reply").click();
        assertThat(ann.page().locator(".composer-what")).hasText("Replying to ann answers: line 2");
        ann.say("yes, that");
        ann.awaitSent("yes, that");
        Locator quote = ann.page().locator(".quote").last();
        assertThat(quote).containsText("line 2");
        quote.click();
        assertThat(ann.messages("line 2")).isInViewport();
    }

    @Test
    void everyMessageHasOneSentenceForThoseWhoHearIt() {
        Tab ann = confab.member("ann is heard");
        Tab bob = confab.member("bob hears");
        ann.writeTo("bob hears");
        ann.say("can you hear me");
        bob.open("ann is heard");
        Locator line = ann.page()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("can you hear me"))
                .last();
        assertThat(line).hasAttribute("aria-label", Pattern.compile("ann is heard, .*\\. can you hear me\\. Read"));
        ann.say("one more"); // Within a second of the other one both are told in one sentence.
        assertThat(bob.page().locator("[aria-live=polite]:not(.field-error)").last())
                .hasText(Pattern.compile("ann is heard: one more|2 new messages in ann is heard"));
    }
}

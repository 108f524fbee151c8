package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What strangers write is text, and nothing leaves the origin. */
class PageSafetyIT {

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\">click</a>",
            "<style>*{display:none}</style>",
            "\"><iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "{{constructor.constructor('alert(1)')()}}",
            "&lt;b&gt; &amp; &#60;",
            "'; DROP TABLE messages; --");

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void hostileTextsAreShownAsTheyWereWritten() {
        Tab ann = confab.member("ann attacks");
        Tab bob = confab.member("bob is safe");
        ann.create("Hostile texts", true);
        ann.invite("bob is safe");
        bob.open("Hostile texts");
        HOSTILE.forEach(ann::say);
        HOSTILE.forEach(text -> assertThat(bob.messages(text)).isVisible());
        assertThat(bob.page().locator(".message :is(script, img, iframe, style, svg:not(.icon), a)"))
                .hasCount(0);
    }

    @Test
    void hostileNamesAreShownAsTheyAre() {
        String name = "<img src=x onerror=alert()>";
        Tab mallory = confab.member(name);
        mallory.button("Create a group").click();
        mallory.field("Name").fill("<script>alert(2)</script>");
        mallory.field("What is it for?").fill("<b onmouseover=alert(3)>bold</b>");
        mallory.button("Create group").click();
        assertThat(mallory.heading()).hasText("<script>alert(2)</script>");
        assertThat(mallory.page().locator(".group-what p")).containsText("<b onmouseover=alert(3)>bold</b>");
        assertThat(mallory.page().locator(".me-name")).hasText(name);
    }

    @Test
    void onlyHttpAddressesBecomeLinksAndTheyTellNothing() {
        Tab ann = confab.member("ann links");
        ann.create("Links", true);
        ann.say("see https://example.org/a_(b), not javascript:alert(1) or data:text/html,x");
        ann.awaitSent("see https://example.org");
        Locator links = ann.page().locator(".message a");
        assertThat(links).hasCount(1);
        assertThat(links).hasAttribute("href", "https://example.org/a_(b)");
        assertThat(links).hasAttribute("rel", "noopener noreferrer nofollow");
    }

    @Test
    void textOfAnyScriptKeepsItsDirection() {
        Tab ann = confab.member("دالية");
        ann.say("مرحبا, world");
        ann.awaitSent("مرحبا");
        assertThat(ann.messages("مرحبا, world").evaluate("element => getComputedStyle(element).direction"))
                .isEqualTo("rtl");
        assertThat(ann.page().locator(".author bdi").last()).hasText("دالية");
    }

    @Test
    void thePageForbidsInlineScriptsAndForeignHosts() {
        Tab ann = confab.visitor();
        Response response = ann.page().navigate(confab.origin() + "/");
        String policy = response.headerValue("content-security-policy");
        assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe-inline", "unsafe-eval", "http:", "*");
        ann.page()
                .evaluate("() => { const script = document.createElement('script');"
                        + "script.textContent = 'window.ran = true'; document.head.append(script); }");
        assertThat(ann.page().evaluate("() => window.ran === undefined")).isEqualTo(true);
        ann.page().waitForCondition(() -> !ann.faults().isEmpty());
        assertThat(ann.faults()).allMatch(fault -> fault.contains("inline script"));
        ann.faults().clear();
    }

    @Test
    void noTokenIsLeftWhereScriptsCouldReadIt() {
        Tab ann = confab.member("ann keeps secrets");
        Object readable = ann.page()
                .evaluate("() => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"
                        + " + document.cookie");
        assertThat((String) readable).doesNotContain("eyJ").doesNotContain("token");
        assertThat(ann.page().context().cookies())
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie.httpOnly).isTrue());
    }

    @Test
    void theDocumentationOfTheApiRunsUnderTheSamePolicy() {
        Tab reader = confab.visitor();
        reader.page().navigate(confab.origin() + "/docs#sendMessage");
        Object operations = reader.page()
                .evaluate("async () => Object.values((await (await fetch('/openapi.json')).json()).paths)"
                        + ".flatMap(Object.values).filter(({ operationId }) => operationId).length");
        assertThat((Integer) operations).isGreaterThanOrEqualTo(32);
        assertThat(reader.page().locator("article")).hasCount((Integer) operations);
        assertThat(reader.page().locator("#sendMessage")).containsText("Idempotency-Key");
        assertThat(reader.page().locator("#sendMessage")).isInViewport();
    }
}

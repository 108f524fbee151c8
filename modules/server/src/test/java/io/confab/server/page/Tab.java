package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The page in one tab, with the words for what people do there, and everything that it complained of. */
final class Tab {

    static final String PASSWORD = "correct horse battery";

    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Tab(Page page, String origin) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!sameOrigin(origin, request.url())) {
                complaints.add("A request left the origin: " + request.url());
            }
        });
        page.onDialog(dialog -> {
            complaints.add("A script of a stranger ran: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    /** Errors and warnings of the console (so of the content policy too), and requests to other hosts. */
    List<String> complaints() {
        return complaints;
    }

    /** Makes an account, and returns once the first group is open and live. */
    Tab register(String name) {
        button("Create an account").click();
        field("User name").fill(name);
        field("Password").fill(PASSWORD);
        button("Create account").click();
        return awaitLive();
    }

    void signIn(String name, String password) {
        field("User name").fill(name);
        field("Password").fill(password);
        button("Sign in").click();
    }

    Tab awaitLive() {
        assertThat(connection("live")).hasCount(1);
        return this;
    }

    /** The word on the connection, when it is in this state. */
    Locator connection(String state) {
        return page.locator(".connection[data-state=" + state + "]");
    }

    void say(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    Locator composer() {
        return page.locator(".composer-text");
    }

    /** The messages of the open group whose text is exactly this, sent or on their way. */
    Locator messages(String text) {
        return page.locator(".message .text").filter(new Locator.FilterOptions().setHasText(exactly(text)));
    }

    /** What was said, top to bottom. */
    List<String> texts() {
        return page.locator(".message .text").allTextContents();
    }

    /** Messages that the server has not taken yet. */
    Locator sending() {
        return page.locator(".message.sending");
    }

    void awaitSent(String text) {
        assertThat(page.locator(".message[data-seq]")
                        .filter(new Locator.FilterOptions().setHasText(text))
                        .last())
                .isVisible();
    }

    /** The line of a group in the list. */
    Locator group(String title) {
        return page.locator(".group-link")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".group-name").filter(new Locator.FilterOptions().setHasText(title))));
    }

    Locator unread(String title) {
        return group(title).locator(".badge");
    }

    void open(String title) {
        group(title).click();
        assertThat(heading()).hasText(title);
    }

    Locator heading() {
        return page.locator("h1");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Opens the direct group with somebody. */
    void writeTo(String name) {
        button("Write to somebody").click();
        field("User name").fill(name);
        page.locator("button.pick")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        assertThat(heading()).hasText(name);
    }

    /** The browser matches it, so it is quoted for JavaScript: {@code \\Q…\\E} means nothing there. */
    private static Pattern exactly(String text) {
        return Pattern.compile("^" + text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0") + "$");
    }

    private static boolean sameOrigin(String origin, String url) {
        return url.startsWith("data:")
                || url.startsWith("blob:")
                || URI.create(origin).getAuthority().equals(URI.create(url).getAuthority());
    }
}

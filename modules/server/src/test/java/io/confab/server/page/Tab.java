package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The page in one tab, with the words for what people do there, and what went wrong there that must never. */
final class Tab {

    static final String PASSWORD = "correct horse battery";

    private final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    Tab(Page page, String origin) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        page.onRequest(request -> {
            if (!sameOrigin(origin, request.url())) {
                faults.add("A request left the origin: " + request.url());
            }
        });
        page.onDialog(dialog -> {
            faults.add("A script of a stranger ran: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    /** What must never happen: the content policy broken, a script that failed, a request to another host. */
    List<String> faults() {
        return faults;
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

    /** Says many lines, "line 1" and so on, past the outbox: it waits for the answer to each before it sends the next. */
    void sayLines(int first, int last) {
        page.evaluate("""
                        async ([first, last]) => {
                          const { app, group } = document.querySelector('confab-shell');
                          const say = n => app.connection.request('send_message', { group_id: group.id, key: crypto.randomUUID(), content: `line ${n}` });
                          const lines = Array.from({ length: last - first + 1 }, (_, i) => first + i);
                          await Promise.all(lines.map(say));
                        }""", List.of(first, last));
        awaitSent("line " + last);
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

    /** Chooses from a menu that is open. */
    void choose(String item) {
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    /** The message with this text is pointed at, so it has its buttons. */
    Tab pointAt(String text) {
        messages(text).hover();
        return this;
    }

    /** Waits until a function in the page, which may have to wait itself, answers with true. */
    void await(String function, Object argument) {
        page.waitForCondition(() -> (Boolean) page.evaluate(function, argument));
    }

    /** Opens a dialog by its element, whatever the way to it in the page is. */
    void openDialog(String tag) {
        page.evaluate("tag => { document.querySelector('confab-shell').app.open(tag); }", tag);
        assertThat(dialog()).isVisible();
    }

    Locator dialog() {
        return page.locator("dialog[open]");
    }

    /** Agrees to what a dialog asks. */
    void agree() {
        page.locator("confab-confirm .primary").click();
    }

    Tab press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /** Makes a group and returns once it is open; {@link #createByHand} is how people do it. */
    void create(String name, boolean isPrivate) {
        act(
                "async ({ actions, enter }, [kind, name]) => enter(await actions.create(kind, name))",
                isPrivate ? "PRIVATE" : "PUBLIC",
                name);
        assertThat(heading()).hasText(name);
    }

    void createByHand(String name, boolean isPrivate) {
        button("Create a group").click();
        field("Name").fill(name);
        if (isPrivate) {
            page.getByText("Private", new Page.GetByTextOptions().setExact(true))
                    .click();
        }
        button("Create group").click();
        assertThat(heading()).hasText(name);
    }

    /** Brings somebody into the open group; {@link #inviteByHand} is how people do it. */
    void invite(String name) {
        act("async ({ actions, user }, [name], group) => actions.add(group, (await user(name)).id)", name);
    }

    void inviteByHand(String name) {
        button("Group actions").click();
        choose("Invite people");
        field("Add somebody").fill(name);
        page.locator("button.pick").first().click();
        assertThat(page.getByText("is in the group now")).isVisible();
        press("Escape");
    }

    /** Does something as the page would, without the clicks on the way there. */
    private void act(String does, String... words) {
        page.evaluate(
                "words => { const { app, group } = document.querySelector('confab-shell');"
                        + "const user = async name => (await app.actions.users(name)).find(found => found.name === name);"
                        + "return (" + does
                        + ")({ actions: app.actions, enter: group => app.enter(group), user }, words, group)"
                        + ".then(() => undefined); }",
                List.of(words));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Opens the direct group with somebody; {@link #writeToByHand} is how people do it. */
    void writeTo(String name) {
        act(
                "async ({ actions, enter, user }, [name]) => enter(await actions.startDirect((await user(name)).id))",
                name);
        assertThat(heading()).hasText(name);
    }

    void writeToByHand(String name) {
        button("Write to somebody").click();
        field("User name").fill(name);
        page.locator("button.pick")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        assertThat(heading()).hasText(name);
    }

    /** The browser matches it, so it is quoted for JavaScript: {@code \\Q…\\E} means nothing there. */
    private static Pattern exactly(String text) {
        return Pattern.compile("^" + text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0") + "\\s*$");
    }

    private static boolean sameOrigin(String origin, String url) {
        return url.startsWith("data:")
                || url.startsWith("blob:")
                || URI.create(origin).getAuthority().equals(URI.create(url).getAuthority());
    }
}

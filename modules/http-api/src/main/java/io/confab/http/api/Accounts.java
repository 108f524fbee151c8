package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.Register;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.User;
import io.vertx.core.Future;

/** The account that asks, and making one. */
final class Accounts {

    private final Bus bus;

    Accounts(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> register(Call call) {
        String username = call.text("username");
        String password = call.text("password");
        return bus.ask(new Register(username, password, call.text("email"), call.client()))
                .compose(user -> signIn(call, user, password));
    }

    Future<Answer> show(Call call) {
        return Future.succeededFuture(Answer.ok(call.identity()));
    }

    Future<Answer> changePassword(Call call) {
        return bus.ask(new ChangePassword(
                        call.identity(), call.text("old_password"), call.text("new_password"), call.client()))
                .map(done -> Answer.done());
    }

    /** The account is there whatever becomes of the sign-in, so its failure must not look like one of the registration. */
    private Future<Answer> signIn(Call call, User user, String password) {
        return bus.ask(new SignIn(user.name(), password, call.client()))
                .map(session -> tokens(call, session))
                .otherwise(notSignedIn -> Tokens.none(user))
                .map(tokens -> Answer.created(tokens, null));
    }

    private static Tokens tokens(Call call, SignedIn session) {
        return Sessions.tokens(call, session, Boolean.TRUE.equals(call.flag("cookie")));
    }
}

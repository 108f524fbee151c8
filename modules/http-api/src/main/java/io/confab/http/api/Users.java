package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.ReadUser;
import io.vertx.core.Future;
import java.util.Map;

/** Finding other people. */
final class Users {

    private static final int PAGE = 20;

    private final Bus bus;

    Users(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> find(Call call) {
        return bus.ask(new FindUsers(call.queryText("name"), (int) call.query("limit", PAGE)))
                .map(users -> Answer.ok(Map.of("users", users)));
    }

    Future<Answer> show(Call call) {
        return bus.ask(new ReadUser(call.number("user_id"))).map(Answer::ok);
    }
}

package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Access;
import io.confab.contract.account.SignInGuest;
import io.vertx.core.Future;
import java.util.Map;

/** Coming in by a name alone, where access is open; and whether it is. */
final class Guests {

    private final Bus bus;
    private final Access access;

    Guests(Bus bus, Access access) {
        this.bus = bus;
        this.access = access;
    }

    Future<Answer> showServer(Call call) {
        return Future.succeededFuture(Answer.ok(Map.of("guests", access == Access.OPEN)));
    }

    Future<Answer> comeIn(Call call) {
        if (access != Access.OPEN) {
            throw Failure.of(Code.FORBIDDEN, "A name is not enough here: make an account");
        }
        return bus.ask(new SignInGuest(call.text("username"), call.client()))
                .map(session ->
                        Answer.created(Sessions.tokens(call, session, Boolean.TRUE.equals(call.flag("cookie"))), null));
    }
}

package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.DisableUser;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import java.util.List;

/** Finding users and shutting them out. */
final class Users {

    private static final int MAX_FOUND = 50;

    private final Bus bus;
    private final RevokedSessions revoked;

    Users(Bus bus, RevokedSessions revoked) {
        this.bus = bus;
        this.revoked = revoked;
    }

    Future<List<User>> find(FindUsers request) {
        String prefix = request.prefix();
        if (prefix == null || prefix.isBlank() || prefix.codePointCount(0, prefix.length()) > Names.MAX_NAME) {
            throw Failure.invalid("prefix", "Search with 1–" + Names.MAX_NAME + " characters");
        }
        if (request.limit() < 1 || request.limit() > MAX_FOUND) {
            throw Failure.invalid("limit", "Ask for 1–" + MAX_FOUND + " users");
        }
        String folded = Names.fold(prefix);
        return folded.isEmpty() ? Future.succeededFuture(List.of()) : bus.ask(new LoadUsers(folded, request.limit()));
    }

    Future<Void> disable(DisableUser request) {
        return bus.ask(new StoreDisabled(request.userId()))
                .onSuccess(revoked::announce)
                .mapEmpty();
    }
}

package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** As much of persistence as a sign-in needs; remembers what was asked of it. */
final class FakeStore {

    final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();
    final Map<String, Credentials> accounts = new ConcurrentHashMap<>();
    volatile Future<List<SessionsRevoked>> revoked = Future.succeededFuture(List.of());
    volatile Refreshed refreshed = new Refreshed.Ended();
    volatile Set<Long> ended = Set.of();

    void serve(Bus bus) {
        bus.serve(StoreUser.class, this::store);
        bus.serve(LoadCredentials.class, request -> {
            asked.add(request);
            return Future.succeededFuture(Optional.ofNullable(accounts.get(request.login())));
        });
        bus.serve(StorePassword.class, request -> {
            asked.add(request);
            return ended(request.userId());
        });
        bus.serve(StoreSession.class, request -> {
            asked.add(request);
            return ended(request.userId());
        });
        bus.serve(EndSessions.class, request -> {
            asked.add(request);
            return ended(request.userId());
        });
        bus.serve(StoreRefresh.class, request -> {
            asked.add(request);
            return Future.succeededFuture(refreshed);
        });
        bus.serve(
                LoadSessions.class,
                request -> Future.succeededFuture(
                        List.of(new AccountSession(request.currentId(), null, null, null, null, true))));
        bus.serve(LoadRevoked.class, request -> revoked);
    }

    /** The one request of a type that was asked, which there must be. */
    <R> R only(Class<R> type) {
        List<R> all = asked.stream().filter(type::isInstance).map(type::cast).toList();
        if (all.size() != 1) {
            throw new AssertionError(type.getSimpleName() + " was asked " + all.size() + " times: " + asked);
        }
        return all.get(0);
    }

    private Future<User> store(StoreUser request) {
        asked.add(request);
        User user = new User(accounts.size() + 1, request.name(), request.passwordHash() == null);
        Credentials before =
                accounts.putIfAbsent(request.foldedName(), new Credentials(user, request.passwordHash(), false));
        return before == null
                ? Future.succeededFuture(user)
                : Future.failedFuture(Failure.conflict("username", "This name is taken"));
    }

    private Future<SessionsRevoked> ended(long userId) {
        return Future.succeededFuture(new SessionsRevoked(userId, ended));
    }
}

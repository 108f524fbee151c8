package io.confab.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.Role;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.LogEntry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is a member of what, as far as this node knows: refuses strangers early and cheaply.
 *
 * <p>Entries end with the membership events of this node and of others as far as they are heard, at the latest after a
 * minute; the last word is the read inside the transaction. Strangers are not remembered, so joining takes effect at once.
 */
final class Memberships {

    private static final int MAX_ENTRIES = 200_000;
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Bus bus;
    private final Cache<LoadMembership, Role> roles = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(MAX_AGE)
            .build();
    private final Map<LoadMembership, Future<Optional<Role>>> loading = new HashMap<>();

    Memberships(Bus bus) {
        this.bus = bus;
    }

    /** The user's role in the group; {@code NOT_FOUND} when he has none. Answers keep the order of the calls. */
    Future<Role> require(long userId, long groupId) {
        LoadMembership membership = new LoadMembership(userId, groupId);
        Role known = roles.getIfPresent(membership);
        return known != null ? Future.succeededFuture(known) : load(membership);
    }

    /**
     * Asks for a change on behalf of a member; a stranger is refused before he stands in the group's queue, so he holds
     * nobody up and learns nothing from how long it takes.
     */
    Future<Optional<LogEntry>> change(AppendChange request) {
        return require(request.actorId(), request.groupId()).compose(role -> bus.ask(request));
    }

    /** Forgets what an entry of a log has changed. */
    void follow(LogEntry entry) {
        if (entry instanceof LogEntry.MemberLeft left) {
            forget(left.user().id(), left.groupId());
        } else if (entry instanceof LogEntry.RoleChanged changed) {
            forget(changed.user().id(), changed.groupId());
        }
    }

    private Future<Role> load(LoadMembership membership) {
        return loading.computeIfAbsent(membership, this::ask)
                .compose(role -> role.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Failure.notFound("group"))));
    }

    private Future<Optional<Role>> ask(LoadMembership membership) {
        Future<Optional<Role>> answer = bus.ask(membership);
        return answer.onComplete(role -> {
            // gone from the map: the membership has changed while it was being read
            boolean current = loading.remove(membership) != null;
            if (current && role.succeeded()) {
                role.result().ifPresent(known -> roles.put(membership, known));
            }
        });
    }

    private void forget(long userId, long groupId) {
        LoadMembership membership = new LoadMembership(userId, groupId);
        loading.remove(membership);
        roles.invalidate(membership);
    }
}

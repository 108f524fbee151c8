package io.confab.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.contract.Bus;
import io.confab.contract.presence.ShowTyping;
import io.confab.contract.presence.Typing;
import io.vertx.core.Future;
import java.time.Duration;

/** Tells a group that somebody is writing, at most once in three seconds for each user and group. */
final class Typists {

    private static final int MAX_TYPISTS = 100_000;
    private static final Duration QUIET = Duration.ofSeconds(3);

    private record Typist(long userId, long groupId) {}

    private final Bus bus;
    private final Memberships memberships;
    private final Cache<Typist, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MAX_TYPISTS)
            .expireAfterWrite(QUIET)
            .build();

    Typists(Bus bus, Memberships memberships) {
        this.bus = bus;
        this.memberships = memberships;
    }

    Future<Void> show(ShowTyping request) {
        Typist typist = new Typist(request.user().id(), request.groupId());
        return memberships.require(typist.userId(), typist.groupId()).map(role -> {
            if (told.asMap().putIfAbsent(typist, true) == null) {
                bus.publish(new Typing(request.groupId(), request.user()));
            }
            return null;
        });
    }
}

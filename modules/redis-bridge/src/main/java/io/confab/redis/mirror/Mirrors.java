package io.confab.redis.mirror;

import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.bridge.MirrorUser;
import io.confab.contract.bridge.UnmirrorGroup;
import io.confab.contract.bridge.UnmirrorUser;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.confab.redis.mirror.Mirror.Of;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node listens to: as long as somebody wants it, and a while longer. What is wanted in one turn of the event
 * loop is subscribed to together.
 */
public final class Mirrors {

    /** Nobody waits longer for a confirmation: what was missed until then is caught up with. */
    private static final long PATIENCE_MILLIS = 500;

    private final Vertx vertx;
    private final Servers servers;
    private final Names names;
    private final long releaseMillis;
    private final Map<String, Mirror> all = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();

    /** Listens to nothing yet. */
    public Mirrors(Vertx vertx, Servers servers, Names names, long releaseMillis) {
        this.vertx = vertx;
        this.servers = servers;
        this.names = names;
        this.releaseMillis = releaseMillis;
    }

    /** Listens to what every node must hear. */
    public Future<Void> mirrorEverybody() {
        return mirror(names.everybody(), Of.EVERYBODY, 0);
    }

    /** Listens to what nodes say of who is on them. */
    public Future<Void> mirrorPresence() {
        return mirror(names.presence(), Of.PRESENCE, 0);
    }

    /** Serves {@link MirrorGroup}. */
    public Future<Void> mirror(MirrorGroup request) {
        return mirror(names.group(request.groupId()), Of.GROUP, request.groupId());
    }

    /** Serves {@link MirrorUser}. */
    public Future<Void> mirror(MirrorUser request) {
        return mirror(names.user(request.userId()), Of.USER, request.userId());
    }

    /** Follows {@link UnmirrorGroup}. */
    public void unmirror(UnmirrorGroup event) {
        unmirror(names.group(event.groupId()));
    }

    /** Follows {@link UnmirrorUser}. */
    public void unmirror(UnmirrorUser event) {
        unmirror(names.user(event.userId()));
    }

    /** The groups that are listened to. */
    public List<Long> groups() {
        return all.values().stream()
                .filter(mirror -> mirror.of() == Of.GROUP)
                .map(Mirror::id)
                .toList();
    }

    /** The mirror of a channel, or null. */
    Mirror of(String channel) {
        return all.get(channel);
    }

    /** The mirror of a group, or null. */
    Mirror of(long groupId) {
        return all.get(names.group(groupId));
    }

    /** From now on a channel is heard; answers with its mirror if something may have been missed before, else with null. */
    Mirror confirm(String channel) {
        Mirror mirror = all.get(channel);
        if (mirror == null) {
            return null;
        }
        mirror.confirm();
        return mirror.takeMissed() ? mirror : null;
    }

    /** These channels are not heard any more. */
    void lose(Collection<String> channels) {
        for (String channel : channels) {
            Mirror mirror = all.get(channel);
            if (mirror != null) {
                mirror.lose();
            }
        }
    }

    private Future<Void> mirror(String channel, Of of, long id) {
        Mirror mirror = all.computeIfAbsent(channel, absent -> add(channel, of, id));
        mirror.watch();
        if (mirror.isConfirmed()) {
            return Future.succeededFuture();
        }
        if (!servers.isListening(channel)) {
            mirror.miss();
            return Future.succeededFuture();
        }
        return confirmation(mirror);
    }

    /** With a timer, for the time-out of a future that has no context would fire on another thread. */
    private Future<Void> confirmation(Mirror mirror) {
        Promise<Void> answer = Promise.promise();
        long timer = vertx.setTimer(PATIENCE_MILLIS, late -> {
            mirror.miss();
            answer.complete();
        });
        mirror.confirmation().future().onComplete(done -> {
            if (vertx.cancelTimer(timer)) {
                answer.complete();
            }
        });
        return answer.future();
    }

    private Mirror add(String channel, Of of, long id) {
        if (wanted.isEmpty()) {
            vertx.runOnContext(turn -> subscribe());
        }
        wanted.add(channel);
        return new Mirror(of, id);
    }

    private void subscribe() {
        List<String> channels = new ArrayList<>(wanted);
        wanted.clear();
        servers.subscribe(channels);
    }

    private void unmirror(String channel) {
        Mirror mirror = all.get(channel);
        if (mirror != null) {
            long release = mirror.unwatch();
            vertx.setTimer(releaseMillis, timer -> release(channel, mirror, release));
        }
    }

    private void release(String channel, Mirror mirror, long release) {
        if (mirror.isReleased(release)) {
            all.remove(channel);
            if (!wanted.remove(channel)) {
                servers.unsubscribe(List.of(channel));
            }
        }
    }
}

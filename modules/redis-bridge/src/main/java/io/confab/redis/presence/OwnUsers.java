package io.confab.redis.presence;

import io.confab.contract.Wire;
import io.confab.contract.presence.LocalPresence;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Envelope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What this node says of itself: the set of its users, a lease that others read, and each change as a message with the
 * next version. Whatever Redis lost or did not take is written again with the next renewal.
 */
final class OwnUsers {

    /** How long others believe in a node that says nothing. */
    static final long LEASE_MILLIS = 10_000;

    /** The set ends by itself, in case nobody else does away with it. */
    private static final long KEPT_MILLIS = 60_000;

    private static final int RENEW_EVERY = 3;

    private static final String REPLACE = """
        redis.call('DEL', KEYS[1])
        for i = 1, #ARGV, 1000 do
          redis.call('SADD', KEYS[1], unpack(ARGV, i, math.min(i + 999, #ARGV)))
        end\
        """;

    private final Servers servers;
    private final Names names;
    private final String node;
    private final Runnable emptied;
    private final Set<Long> users = new HashSet<>();
    private long version;
    private long renewals;
    private long beats;
    /** Whether the set in Redis may differ from ours. */
    private boolean isDoubtful = true;
    /** Whether Redis has this node's name, as far as is known. */
    private boolean isListed;

    OwnUsers(Servers servers, Names names, String node, Runnable emptied) {
        this.servers = servers;
        this.names = names;
        this.node = node;
        this.emptied = emptied;
    }

    /** Users came and went. */
    void change(LocalPresence change) {
        users.addAll(change.appeared());
        users.removeAll(change.vanished().keySet());
        version++;
        write(Command.SADD, change.appeared());
        write(Command.SREM, change.vanished().keySet());
        lease();
        publish(Lease.CHANGED, Buffer.buffer(Wire.bytes(change)));
    }

    /** Says now and then that the node lives, and mends its set as soon as that may be needed; to be called every second. */
    void beat() {
        if (isDoubtful || beats % RENEW_EVERY == 0) {
            renew();
        }
        beats++;
    }

    private void renew() {
        if (isDoubtful) {
            replace();
        } else {
            send(names.present(node), Request.cmd(Command.SCARD)).onSuccess(count -> {
                isDoubtful |= count.toLong() != users.size();
            });
        }
        send(names.present(node), Request.cmd(Command.PEXPIRE), KEPT_MILLIS);
        list();
        renewals++;
        lease();
    }

    /** A name that was there and is not there any more went with everything else. */
    private void list() {
        send(names.nodes(), Request.cmd(Command.SADD), node).onSuccess(added -> {
            if (isListed && added.toLong() == 1) {
                emptied.run();
            }
            isListed = true;
        });
    }

    /** Says that the node is no more. */
    Future<?> leave() {
        send(names.nodes(), Request.cmd(Command.SREM), node);
        send(names.lease(node), Request.cmd(Command.DEL));
        send(names.present(node), Request.cmd(Command.DEL));
        // last, so that whoever has heard it finds nothing of this node any more
        return publish(Lease.GONE, Buffer.buffer(Wire.bytes(Instant.now())));
    }

    private void lease() {
        send(names.lease(node), Request.cmd(Command.SET), new Lease(version, renewals), "PX", LEASE_MILLIS);
    }

    /** With a version of its own: whoever has read a part of it reads again. */
    private void replace() {
        isDoubtful = false;
        version++;
        Request request = Request.cmd(Command.EVAL).arg(REPLACE).arg(1).arg(names.present(node));
        users.forEach(request::arg);
        servers.send(names.present(node), request).onFailure(cause -> isDoubtful = true);
    }

    private void write(Command command, Collection<Long> some) {
        if (!some.isEmpty()) {
            send(names.present(node), Request.cmd(command), some.toArray());
        }
    }

    private Future<Response> publish(String kind, Buffer body) {
        Buffer payload = new Envelope(Envelope.FORMAT, node, kind, version, body).buffer();
        return send(names.presence(), Request.cmd(servers.publish()), payload);
    }

    private Future<Response> send(String key, Request request, Object... words) {
        request.arg(key);
        for (Object word : words) {
            if (word instanceof Buffer bytes) {
                request.arg(bytes);
            } else {
                request.arg(word.toString());
            }
        }
        return servers.send(key, request).onFailure(cause -> isDoubtful = true);
    }
}

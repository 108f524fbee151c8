package io.confab.redis.publish;

import io.confab.redis.Names;
import io.confab.redis.link.Refused;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Envelope;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Publishes parcels with {@code publish.lua}, by its hash; a server that has forgotten the script gets it with the call. */
final class Script {

    /** How long a stream outlives its newest entry: long enough for any hole, and quiet groups take no memory. */
    private static final long KEPT_SECONDS = 3_600;

    private static final int KEYS_EACH = 3;

    private final Servers servers;
    private final Names names;
    private final String node;
    private final int streamEntries;
    private final String text = load();
    private final String hash = sha1(text);

    Script(Servers servers, Names names, String node, int streamEntries) {
        this.servers = servers;
        this.names = names;
        this.node = node;
        this.streamEntries = streamEntries;
    }

    /** Publishes parcels of groups whose keys may be named in one call; answers with what was refused to be kept, or null. */
    Future<Response> run(List<Parcel> parcels) {
        Map<Long, List<Parcel>> groups = parcels.stream()
                .collect(Collectors.groupingBy(Parcel::groupId, LinkedHashMap::new, Collectors.toList()));
        String key = names.stream(parcels.get(0).groupId());
        return servers.send(key, request(Command.EVALSHA, hash, groups))
                .recover(cause -> cause instanceof Refused refused && refused.is("NOSCRIPT")
                        ? servers.send(key, request(Command.EVAL, text, groups))
                        : Future.failedFuture(cause));
    }

    private Request request(Command command, String script, Map<Long, List<Parcel>> groups) {
        Request request = Request.cmd(command).arg(script).arg(KEYS_EACH * groups.size());
        for (long groupId : groups.keySet()) {
            request.arg(names.stream(groupId)).arg(names.group(groupId)).arg(names.subscribers(groupId));
        }
        request.arg(servers.publish().toString()).arg(streamEntries).arg(KEPT_SECONDS);
        groups.forEach((groupId, parcels) -> {
            long head = parcels.get(parcels.size() - 1).seq();
            request.arg(groupId)
                    .arg(names.group(groupId))
                    .arg(Envelope.line(node, Envelope.LOG, head))
                    .arg(parcels.size());
            parcels.forEach(parcel -> parcel.words().forEach(request::arg));
        });
        return request;
    }

    private static String load() {
        try (InputStream in = Script.class.getResourceAsStream("publish.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String script) {
        try {
            // not for security: it is the name under which Redis keeps a script
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-1", e);
        }
    }
}

package io.confab.testkit.fault;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The network between a server and what it depends on, in the hands of a test: it can be cut, stalled in one direction,
 * slowed down, made to lose bytes, and stopped at the very moment when certain bytes pass.
 *
 * <p>It forwards TCP connections on loopback. All its state lives on one context; each call returns when it is in force.
 */
public final class TcpProxy implements AutoCloseable {

    /** Where bytes go. */
    public enum Direction {
        /** From whoever connected to the target. */
        OUT,
        /** From the target back. */
        IN
    }

    /** When a {@link #stopAt} stops. */
    public enum Moment {
        /** The bytes do not reach the target any more. */
        BEFORE,
        /** The target has got the bytes and answered, and the answer does not come back any more. */
        AFTER
    }

    private static final int PATIENCE_SECONDS = 10;

    private final URI target;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Weather weather = new Weather();
    private final Set<TcpLink> links = new LinkedHashSet<>();
    private final NetClient client = vertx.createNetClient();
    private final NetServer server = vertx.createNetServer().connectHandler(this::accept);
    private boolean down;

    private TcpProxy(URI target) {
        this.target = target;
    }

    /** A proxy to the host and port of this URI, forwarding everything. */
    public static TcpProxy to(String targetUri) {
        TcpProxy proxy = new TcpProxy(URI.create(targetUri));
        proxy.run(() -> proxy.server.listen(0, "127.0.0.1").mapEmpty());
        return proxy;
    }

    /** The target's URI with this proxy's address in the place of its own. */
    public String uri() {
        return target.toString().replace("@" + target.getHost() + ":" + target.getPort(), "@127.0.0.1:" + port());
    }

    /** Where it listens, on loopback. */
    public int port() {
        return server.actualPort();
    }

    /** Resets all connections and refuses new ones until {@link #heal}. */
    public void cut() {
        change(() -> {
            down = true;
            List.copyOf(links).forEach(TcpLink::close);
        });
    }

    /** Lets nothing pass in one direction until {@link #heal}; connections stay open. */
    public void stall(Direction direction) {
        change(() -> weather.stalled.add(direction));
    }

    /** Lets everything arrive so many milliseconds later, until {@link #heal}. */
    public void delay(long millis) {
        change(() -> weather.delayMillis = millis);
    }

    /** Loses the next bytes of one direction: what follows them arrives. */
    public void lose(Direction direction, int bytes) {
        change(() -> weather.lost.merge(direction, bytes, Integer::sum));
    }

    /** Forwards everything again; what was stalled goes on first. */
    public void heal() {
        change(() -> {
            down = false;
            weather.clear();
            links.forEach(TcpLink::drain);
        });
    }

    /**
     * Stops the connection on which these bytes go out next, at the end of a packet, and then calls back once, on a thread
     * that may block. The connection stays open and silent until somebody closes it; all others go on.
     */
    public void stopAt(String bytes, Moment moment, Runnable stopped) {
        change(() -> weather.stop =
                new Weather.Stop(Buffer.buffer(bytes), moment, () -> new Thread(stopped, "stopped-" + moment).start()));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void accept(NetSocket near) {
        if (down) {
            near.close();
            return;
        }
        near.pause();
        client.connect(target.getPort(), target.getHost())
                .onFailure(refused -> near.close())
                .onSuccess(far -> join(near, far));
    }

    private void join(NetSocket near, NetSocket far) {
        TcpLink link = new TcpLink(vertx, weather, near, far);
        links.add(link);
        link.open(() -> links.remove(link));
        if (down) {
            link.close();
        }
    }

    private void change(Runnable change) {
        run(() -> {
            change.run();
            return Future.succeededFuture();
        });
    }

    private void run(Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(nothing -> work.get().onComplete(done));
        await(done.future());
    }

    private static void await(Future<Void> done) {
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

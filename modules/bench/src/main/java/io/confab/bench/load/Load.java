package io.confab.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * All sockets of one scenario, on one event loop: on a machine with few cores a second one would only take time from the
 * server. The public methods block the caller and are for plain threads.
 */
public final class Load implements AutoCloseable {

    private static final long HEARTBEAT_MILLIS = 25_000;
    private static final long HEARTBEAT_TICK_MILLIS = 100;
    private static final long POLL_MILLIS = 5;
    private static final long FIRST_BACK_OFF_MILLIS = 500;
    private static final int MOST_DOUBLINGS = 5;

    private final URI webSocket;
    private final EventLoopGroup loops;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Fields fields = new Fields();
    private final Tally tally = new Tally();
    private final Sends sends = new Sends(tally);
    private final List<Session> ready = new ArrayList<>();
    private int nextHeartbeat;
    private final Map<Account, Integer> turnedAway = new HashMap<>();

    /** A load on the server with this base address. */
    public Load(URI server) {
        webSocket = URI.create("ws://" + server.getAuthority() + "/ws");
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        loops = new MultiThreadIoEventLoopGroup(1, handlers);
        loop = loops.next();
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress(server.getHost(), server.getPort());
        Future<?> unused = loop.scheduleAtFixedRate(
                this::beat, HEARTBEAT_TICK_MILLIS, HEARTBEAT_TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Connects and identifies one session for each account and returns when all are ready; one that the server turns away,
     * because it is too busy, comes again as a good client does: after a random time of which the longest doubles each time.
     *
     * @param parallel how many may be under way at the same time
     * @throws IllegalStateException when that took longer than {@code patience}, with the first trouble
     */
    public List<Session> connect(Collection<Account> accounts, int parallel, Duration patience) {
        return resume(accounts, Map.of(), parallel, patience);
    }

    /** As {@link #connect}, but each comes back with these cursors and is ready when it has heard what came after them. */
    public List<Session> resume(
            Collection<Account> accounts, Map<Long, Long> cursors, int parallel, Duration patience) {
        Deque<Account> waiting = new ArrayDeque<>(accounts);
        int wanted = onLoop(ready::size) + accounts.size();
        loop.execute(() -> {
            for (int i = 0; i < parallel; i++) {
                connectNext(waiting, cursors);
            }
        });
        await(() -> ready.size() >= wanted, patience);
        return onLoop(() -> List.copyOf(ready.subList(wanted - accounts.size(), wanted)));
    }

    private void connectNext(Deque<Account> waiting, Map<Long, Long> cursors) {
        Account account = waiting.poll();
        if (account != null) {
            open(new Session(account, cursors, fields, tally, new Progress(waiting, cursors)));
        }
    }

    private void open(Session session) {
        Bootstrap connecting = bootstrap.clone().handler(new Handshake(webSocket, session));
        connecting.connect().addListener(connected -> {
            if (!connected.isSuccess()) {
                tally.closed(0, connected.cause().toString());
            }
        });
    }

    /** Sockets of another contract on the same event loop; none yet. */
    public Listeners listeners(Contract contract) {
        return new Listeners(contract, this, bootstrap, tally);
    }

    /** Connections for forms on the same event loop; none yet. */
    public Forms forms() {
        return new Forms(this, loop, bootstrap, tally);
    }

    /** Waits until something holds on the event loop. */
    public void await(BooleanSupplier condition, Duration patience) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> poll(condition, done));
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            done.cancel(false);
            throw new IllegalStateException("Not done in " + patience + "; " + troubles(), e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void poll(BooleanSupplier condition, CompletableFuture<Void> done) {
        if (condition.getAsBoolean()) {
            done.complete(null);
        } else if (!done.isDone()) {
            Future<?> unused = loop.schedule(() -> poll(condition, done), POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private String troubles() {
        String trouble = onLoop(tally::snapshot).firstTrouble();
        return trouble.isEmpty() ? "no trouble was reported" : "first trouble: " + trouble;
    }

    /** Runs something on the event loop and returns what it returns. */
    public <T> T onLoop(Callable<T> action) {
        try {
            return loop.submit(action).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts to send by a plan; it goes on until {@link Pace#stop}. */
    public Pace start(Pace pace) {
        loop.execute(() -> pace.begin(loop, sends));
        return pace;
    }

    /** Starts to count anew. */
    public void reset() {
        onLoop(() -> {
            tally.reset();
            return null;
        });
    }

    /** What was seen since the last {@link #reset}. */
    public Tally.Snapshot seen() {
        return onLoop(tally::snapshot);
    }

    /** Sends begun but not answered; call it on the loop, as in {@link #await}. */
    public int unanswered() {
        return sends.unanswered();
    }

    /** How often a session was turned away and came again; call it on the loop. */
    public int secondTries() {
        return turnedAway.values().stream().mapToInt(tries -> tries).sum();
    }

    /** Sessions that are ready; call it on the loop, as in {@link #await}. */
    public int sessions() {
        return ready.size();
    }

    /** Keeps sessions alive as a good client does: each says something once in a heartbeat, spread evenly. */
    private void beat() {
        long share = (ready.size() * HEARTBEAT_TICK_MILLIS + HEARTBEAT_MILLIS - 1) / HEARTBEAT_MILLIS;
        for (long i = 0; i < share; i++) {
            nextHeartbeat = (nextHeartbeat + 1) % ready.size();
            ready.get(nextHeartbeat).ping();
        }
    }

    /** Closes all sockets. */
    @Override
    public void close() {
        onLoop(() -> {
            List.copyOf(ready).forEach(Session::leave);
            return null;
        });
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Opens the next of the waiting when one is through. */
    private final class Progress implements Session.Listener {
        private final Deque<Account> waiting;
        private final Map<Long, Long> cursors;

        Progress(Deque<Account> waiting, Map<Long, Long> cursors) {
            this.waiting = waiting;
            this.cursors = cursors;
        }

        @Override
        public void ready(Session session) {
            ready.add(session);
            connectNext(waiting, cursors);
        }

        @Override
        public void turnedAway(Session session) {
            int tries = turnedAway.merge(session.account(), 1, Integer::sum);
            long most = FIRST_BACK_OFF_MILLIS << Math.min(tries, MOST_DOUBLINGS);
            long delay = ThreadLocalRandom.current().nextLong(most);
            Future<?> unused = loop.schedule(
                    () -> open(new Session(session.account(), cursors, fields, tally, this)),
                    delay,
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void answered(Session session, long ref, boolean acknowledged) {
            sends.answered(session, ref, acknowledged);
        }

        @Override
        public void gone(Session session) {
            ready.remove(session);
        }
    }
}

package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One start: joins the server that runs on the directory, or launches one and waits until it answers.
 *
 * @param asked the port that it must have, or 0 for any
 */
record ServerStart(ServerDirectory directory, ServerKind kind, int asked, Consumer<String> progress) {

    private static final int ATTEMPTS = 3;
    /** Recovery after a crash replays the redo log: seconds, unless the disk is very slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One that gave no answer may be stopped or stuck, and then never hears that it shall end. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration RELEASE = Duration.ofSeconds(2);
    private static final Duration NOTE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);

    /**
     * The running server.
     *
     * @param unused whether no other process uses it, so that one that gives no answer may be ended
     */
    RunningServer joinOrLaunch(boolean unused) throws IOException {
        Optional<ServerRecord> record = ServerRecord.read(directory.serverRecord());
        String password = directory.password();
        Optional<RunningServer> left = record.flatMap(note -> find(note, password));
        if (left.isEmpty()) {
            return install(record);
        }
        return switch (kind.ask(left.get())) {
            case OURS -> join(left.get());
            case STRANGER -> throw locked();
            case NONE -> replace(left.get(), record, unused);
        };
    }

    private RunningServer join(RunningServer running) {
        progress.accept("Using the " + kind.name() + " that already runs in " + directory.root());
        return running;
    }

    private Failure locked() {
        return Failure.unavailable(kind.name() + " does not take the password in "
                + directory.root().resolve("password") + ": put back the one that it was started with");
    }

    private RunningServer replace(RunningServer silent, Optional<ServerRecord> record, boolean unused)
            throws IOException {
        // One that was just killed is still listed for a moment.
        if (!unused && !silent.isGoneWithin(RELEASE)) {
            throw Failure.unavailable("The " + kind.name() + " in " + directory.root()
                    + " is used by another process (its pid is "
                    + silent.process().pid() + ") and does not answer");
        }
        progress.accept("Ending a " + kind.name() + " of an earlier start that does not answer");
        silent.end(SILENCE);
        return install(record);
    }

    private Optional<RunningServer> find(ServerRecord record, String password) {
        return record.process(kind).map(process -> new RunningServer(process, record.port(), password));
    }

    private RunningServer install(Optional<ServerRecord> record) throws IOException {
        String server = kind.prepare();
        progress.accept("Starting " + server + " in " + directory.root());
        return launch(port(record));
    }

    /** The port that was asked for, else the one it had, so that others who know it find it again, else any. */
    private int port(Optional<ServerRecord> record) throws IOException {
        if (asked != 0) {
            return asked;
        }
        int before = record.map(ServerRecord::port).orElse(0);
        return isFreeSoon(before) ? free(before) : free(0);
    }

    /** A killed server is gone from the list of processes a little before its port is free. */
    private static boolean isFreeSoon(int port) {
        Instant deadline = Instant.now().plus(RELEASE);
        while (!isFree(port)) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Waiting.pause(POLL);
        }
        return true;
    }

    private static boolean isFree(int port) {
        try {
            free(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }

    private RunningServer launch(int firstPort) throws IOException {
        int port = firstPort;
        for (int attempt = 1; ; attempt++) {
            long logged = directory.logLength();
            RunningServer server = spawn(port);
            if (isReady(server)) {
                return server;
            }
            String error = kind.firstError(logged);
            if (asked != 0 || attempt == ATTEMPTS || !error.contains("port")) {
                throw Failure.unavailable(kind.name() + " does not start in " + directory.root() + ": " + error);
            }
            // Somebody took the port between our look and the server's bind.
            port = free(0);
        }
    }

    private RunningServer spawn(int port) throws IOException {
        // Before there is a pid: whoever is killed here leaves a server that is found by its arguments.
        new ServerRecord(0, Instant.now(), port).write(directory.serverRecord());
        ProcessHandle process = kind.launch(port);
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        new ServerRecord(process.pid(), started, port).write(directory.serverRecord());
        return new RunningServer(process, port, directory.password());
    }

    /** Waits until the server answers; false if it ended instead. */
    private boolean isReady(RunningServer server) {
        Instant began = Instant.now();
        Instant nextNote = began.plus(NOTE);
        while (server.isAlive()) {
            RunningServer.Answer answer = kind.ask(server);
            if (answer == RunningServer.Answer.OURS) {
                return true;
            }
            giveUpAfter(began, answer, server);
            if (Instant.now().isAfter(nextNote)) {
                progress.accept(kind.name() + " is still starting (see " + directory.log() + ")");
                nextNote = Instant.now().plus(NOTE);
            }
            Waiting.pause(POLL);
        }
        return false;
    }

    private void giveUpAfter(Instant began, RunningServer.Answer answer, RunningServer server) {
        Duration waited = Duration.between(began, Instant.now());
        // A stranger on our port means that ours is about to end because it could not have it.
        if (answer == RunningServer.Answer.STRANGER && waited.compareTo(SILENCE) > 0) {
            server.end(SILENCE);
            throw locked();
        }
        if (waited.compareTo(PATIENCE) > 0) {
            server.end(SILENCE);
            throw Failure.unavailable(kind.name() + " did not answer within " + PATIENCE.toMinutes() + " minutes (see "
                    + directory.log() + ")");
        }
    }
}

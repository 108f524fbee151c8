package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One start: joins the server that runs on the directory, or launches one and waits until it answers. */
record MariaDbStart(DataDirectory directory, MariaDbOptions options, Consumer<String> progress) {

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
    RunningMariaDb joinOrLaunch(boolean unused) throws IOException {
        Optional<ServerRecord> record = ServerRecord.read(directory.serverRecord());
        String password = directory.password();
        Optional<RunningMariaDb> left = record.flatMap(note -> find(note, password));
        if (left.isEmpty()) {
            return install(record);
        }
        return switch (left.get().ask(directory.files())) {
            case OURS -> join(left.get());
            case STRANGER -> throw locked();
            case NONE -> replace(left.get(), record, unused);
        };
    }

    private RunningMariaDb join(RunningMariaDb running) {
        progress.accept("Using the MariaDB that already runs in " + directory.root());
        return running;
    }

    private Failure locked() {
        return Failure.unavailable("MariaDB does not take the password in "
                + directory.root().resolve("password") + ": put back the one that the database was created with");
    }

    private RunningMariaDb replace(RunningMariaDb silent, Optional<ServerRecord> record, boolean unused)
            throws IOException {
        if (!unused) {
            throw Failure.unavailable("The MariaDB in " + directory.root() + " is used by another process (its pid is "
                    + silent.process().pid() + ") and does not answer");
        }
        progress.accept("Ending a MariaDB of an earlier start that does not answer");
        silent.end(SILENCE);
        return install(record);
    }

    private Optional<RunningMariaDb> find(ServerRecord record, String password) {
        return record.process("mariadbd", MariaDbBinary.dataArgument(directory.files()))
                .map(process -> new RunningMariaDb(process, record.port(), password));
    }

    private RunningMariaDb install(Optional<ServerRecord> record) throws IOException {
        MariaDbBinary binary = MariaDbBinary.find(directory.writtenBy(), progress);
        if (!directory.isInstalled()) {
            progress.accept("Creating the database in " + directory.root());
            new MariaDbInstallation(binary, directory).install();
        }
        progress.accept("Starting MariaDB " + binary.version() + " in " + directory.root());
        RunningMariaDb server = launch(binary, port(record));
        directory.writtenBy(binary.version());
        return server;
    }

    /** The port that was asked for, else the one it had, so that others who know it find it again, else any. */
    private int port(Optional<ServerRecord> record) throws IOException {
        if (options.port() != 0) {
            return options.port();
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

    private RunningMariaDb launch(MariaDbBinary binary, int firstPort) throws IOException {
        int port = firstPort;
        for (int attempt = 1; ; attempt++) {
            long logged = directory.logLength();
            RunningMariaDb server = spawn(binary, port);
            if (isReady(server)) {
                return server;
            }
            String error = directory.firstError(logged);
            if (options.port() != 0 || attempt == ATTEMPTS || !error.contains("port")) {
                throw Failure.unavailable("MariaDB does not start in " + directory.root() + ": " + error);
            }
            // Somebody took the port between our look and the server's bind.
            port = free(0);
        }
    }

    private RunningMariaDb spawn(MariaDbBinary binary, int port) throws IOException {
        // Before there is a pid: whoever is killed here leaves a server that is found by its arguments.
        new ServerRecord(0, Instant.now(), port).write(directory.serverRecord());
        // Its output goes to a file and not to us: it must live on when we are killed.
        Process process = new ProcessBuilder(command(binary, port))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.log().toFile()))
                .start();
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        new ServerRecord(process.pid(), started, port).write(directory.serverRecord());
        return new RunningMariaDb(process.toHandle(), port, directory.password());
    }

    private List<String> command(MariaDbBinary binary, int port) {
        List<String> command = new ArrayList<>(binary.command(directory.files(), directory.temporary()));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Relative to the data: an absolute path may be longer than a socket's name can be.
                "--socket=mariadb.sock",
                "--pid-file=mariadbd.pid",
                // Making a key pair costs seconds at start, and nothing leaves this machine.
                "--skip-ssl",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + options.bufferPoolMegabytes() + "M",
                // Only the system's own tables are not InnoDB's.
                "--performance-schema=OFF",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--query-cache-size=0"));
        return command;
    }

    /** Waits until the server answers; false if it ended instead. */
    private boolean isReady(RunningMariaDb server) {
        Instant began = Instant.now();
        Instant nextNote = began.plus(NOTE);
        while (server.isAlive()) {
            RunningMariaDb.Answer answer = server.ask(directory.files());
            if (answer == RunningMariaDb.Answer.OURS) {
                return true;
            }
            giveUpAfter(began, answer, server);
            if (Instant.now().isAfter(nextNote)) {
                progress.accept("MariaDB is still starting (see " + directory.log() + ")");
                nextNote = Instant.now().plus(NOTE);
            }
            Waiting.pause(POLL);
        }
        return false;
    }

    private void giveUpAfter(Instant began, RunningMariaDb.Answer answer, RunningMariaDb server) {
        Duration waited = Duration.between(began, Instant.now());
        // A stranger on our port means that ours is about to end because it could not have it.
        if (answer == RunningMariaDb.Answer.STRANGER && waited.compareTo(SILENCE) > 0) {
            server.end(SILENCE);
            throw locked();
        }
        if (waited.compareTo(PATIENCE) > 0) {
            server.end(SILENCE);
            throw Failure.unavailable(
                    "MariaDB did not answer within " + PATIENCE.toMinutes() + " minutes (see " + directory.log() + ")");
        }
    }
}

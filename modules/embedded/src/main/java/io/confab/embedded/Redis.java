package io.confab.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis in a directory that keeps nothing over a restart: all it holds can be had from MySQL again. */
final class Redis implements ServerKind {

    private static final String CONFIGURATION = "redis.conf";
    /** The level "#" is that of warnings; what every start says is left out. */
    private static final Pattern ERROR = Pattern.compile("(?m)^\\d+:\\w [^#*]+ # "
            + "(?!oO0|\\w+ version=|Configuration loaded|Server initialized|(?i:warning))(.*)$|^>>> (.*)$");

    private final ServerDirectory directory;
    private final int maxMemoryMegabytes;
    private RedisBinary binary;

    Redis(ServerDirectory directory, int maxMemoryMegabytes) {
        this.directory = directory;
        this.maxMemoryMegabytes = maxMemoryMegabytes;
    }

    @Override
    public String name() {
        return "Redis";
    }

    /** Debian's {@code redis-server} is a link to its checking tool, others' one to Valkey. */
    @Override
    public Set<String> programs() {
        return Set.of("redis-server", "redis-check-rdb", "valkey-server", "valkey-check-rdb");
    }

    @Override
    public String argument() {
        return directory.root().resolve(CONFIGURATION).toString();
    }

    @Override
    public RunningServer.Answer ask(RunningServer server) {
        try {
            Optional<String> there = RedisTalk.directory(server.port(), server.password());
            return there.filter(directory.files().toString()::equals).isPresent()
                    ? RunningServer.Answer.OURS
                    : RunningServer.Answer.STRANGER;
        } catch (IOException silent) {
            return RunningServer.Answer.NONE;
        }
    }

    @Override
    public String prepare() throws IOException {
        Files.createDirectories(directory.files());
        binary = RedisBinary.find(directory.root().resolve("bin"));
        return binary.product();
    }

    /** The server forks and leaves our process group: the terminal's Ctrl-C, which ends us, must not reach it. */
    @Override
    public ProcessHandle launch(int port) throws IOException {
        Path configuration = directory.writeSecret(CONFIGURATION, configuration(port));
        Process launcher = new ProcessBuilder(binary.executable(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.log().toFile()))
                .start();
        Waiting.exitCode(launcher);
        return ServerRecord.find(this).orElse(launcher.toHandle());
    }

    private String configuration(int port) throws IOException {
        return String.join(
                "\n",
                "bind 127.0.0.1",
                "protected-mode yes",
                "port " + port,
                "requirepass " + directory.password(),
                "daemonize yes",
                // It is known by its arguments, which a title would replace.
                "set-proc-title no",
                "always-show-logo no",
                "dir " + quoted(directory.files()),
                "logfile " + quoted(directory.log()),
                "pidfile " + quoted(directory.root().resolve("redis.pid")),
                "save \"\"",
                "appendonly no",
                "maxmemory " + maxMemoryMegabytes + "mb",
                // Everything in it is a copy: to lose the stream of the group that was silent longest costs a read of
                // MySQL, to refuse writes would slow every group.
                "maxmemory-policy allkeys-lru",
                "");
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String firstError(long length) throws IOException {
        Matcher error = ERROR.matcher(directory.loggedSince(length));
        if (!error.find()) {
            return "see " + directory.log();
        }
        return (error.group(1) == null ? error.group(2) : error.group(1)) + " (see " + directory.log() + ")";
    }
}

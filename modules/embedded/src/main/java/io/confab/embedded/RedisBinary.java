package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code redis-server} that can be run here: an installed one, else the static one that a jar brings.
 *
 * @param executable what to execute
 * @param product the server's name and version, as people would say it
 */
record RedisBinary(String executable, String product) {

    /** The first line with sharded pub/sub, and the oldest that is still kept up. */
    private static final Version OLDEST = Version.parse("7.0");

    private static final int TRIES = 10;
    private static final Duration BUSY = Duration.ofMillis(50);

    private static final String BUNDLED = "7.0.15";
    /** Valkey is installed under this name too. */
    private static final Pattern VERSION = Pattern.compile("(Redis|Valkey) server v=(\\d+\\.\\d+[.\\d]*)");

    /** Whether there is one, installed or in a jar. */
    static boolean isThere() {
        return installed().isPresent() || bundled().isPresent();
    }

    /**
     * The one to run.
     *
     * @param bin where the one of the jar is unpacked to
     * @throws Failure when there is none, saying what to do instead
     */
    static RedisBinary find(Path bin) throws IOException {
        Optional<RedisBinary> installed = installed();
        return installed.isPresent() ? installed.get() : unpacked(bin);
    }

    private static Optional<RedisBinary> installed() {
        return at("redis-server");
    }

    private static Optional<RedisBinary> at(String command) {
        return Waiting.output(command, "--version")
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .filter(found -> Version.parse(found.group(2)).compareTo(OLDEST) >= 0)
                .map(found -> new RedisBinary(command, found.group(1) + " " + found.group(2)));
    }

    /** A process that another thread starts while the file is written has it open for a moment, and cannot be run until then. */
    private static Optional<RedisBinary> soon(String command) {
        Optional<RedisBinary> found = at(command);
        for (int again = 0; again < TRIES && found.isEmpty(); again++) {
            Waiting.pause(BUSY);
            found = at(command);
        }
        return found;
    }

    /** The one of the jar. */
    static RedisBinary unpacked(Path bin) throws IOException {
        String resource = bundled()
                .orElseThrow(() -> Failure.unavailable("There is no Redis for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + " here: install redis-server " + OLDEST
                        + " or newer, or set REDIS_URI=redis://:password@host:6379"));
        // A folder for each version: a running one keeps its file, by whose name it is known.
        Path file = bin.resolve(BUNDLED).resolve("redis-server");
        unpack(resource, file);
        return soon(file.toString())
                .orElseThrow(() -> Failure.unavailable("Cannot run " + file
                        + ": is its file system mounted noexec? Choose another data directory, install redis-server "
                        + OLDEST + " or newer, or set REDIS_URI"));
    }

    /** The name of the program in the jar. */
    private static Optional<String> bundled() {
        String name = "redis-server-" + BUNDLED + "-" + system() + "-" + architecture();
        return Optional.of(name).filter(each -> loader().getResource(each) != null);
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386" -> "386";
            default -> System.getProperty("os.arch");
        };
    }

    /** Unpacks beside and renames, unless the very same is there: whoever is killed in between leaves no half program. */
    private static void unpack(String resource, Path file) throws IOException {
        byte[] program;
        try (InputStream content = loader().getResourceAsStream(resource)) {
            program = content.readAllBytes();
        }
        if (Files.isExecutable(file) && Arrays.equals(Files.readAllBytes(file), program)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("redis-server.new");
        Files.write(fresh, program);
        ServerDirectory.restrict(fresh, PosixFilePermission.OWNER_EXECUTE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ClassLoader loader() {
        return RedisBinary.class.getClassLoader();
    }
}

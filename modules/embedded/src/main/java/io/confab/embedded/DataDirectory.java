package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of one private MariaDB: {@code files/} is the server's own, {@code password}, {@code version},
 * {@code server} and {@code mariadb.log} are ours.
 */
record DataDirectory(Path root) {

    /** The server writes "[ERROR] sentence", its bootstrap mode "ERROR: number  sentence". */
    private static final Pattern ERROR = Pattern.compile("(?m)(?:\\[ERROR\\]|^ERROR:)\\s+(?!Aborting)(.*)$");

    /** Opens {@code directory}, readable by its owner alone; creates it when absent. */
    static DataDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            restrict(directory, PosixFilePermission.OWNER_EXECUTE);
            // One spelling of the path: it is compared with the arguments of processes.
            DataDirectory opened = new DataDirectory(directory.toRealPath());
            Files.createDirectories(opened.temporary());
            return opened;
        } catch (IOException refused) {
            throw unwritable(directory, refused);
        }
    }

    /** The failure to write below {@code directory}, as one sentence. */
    static Failure unwritable(Path directory, IOException cause) {
        return Failure.unavailable("Cannot write to the data directory " + directory + ": " + reason(cause));
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NotDirectoryException || cause instanceof FileAlreadyExistsException) {
            return "there is a file in its place";
        }
        return cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(cause.getMessage());
    }

    Path files() {
        return root.resolve("files");
    }

    /** Where a server is installed before the whole becomes {@link #files()}. */
    Path unfinished() {
        return root.resolve("files.new");
    }

    /** Its own: a MariaDB that starts deletes the temporary tables of all others that share a directory for them. */
    Path temporary() {
        return root.resolve("tmp");
    }

    Path log() {
        return root.resolve("mariadb.log");
    }

    Path serverRecord() {
        return root.resolve("server");
    }

    /** The server has ended. */
    void forgetServer() throws IOException {
        Files.deleteIfExists(serverRecord());
    }

    boolean isInstalled() {
        return Files.isDirectory(files());
    }

    /** Turns what was installed into the directory's server, at once. */
    void finishInstallation() throws IOException {
        Files.move(unfinished(), files(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Throws away what an interrupted installation left and makes room for another. */
    void clearUnfinished() throws IOException {
        deleteTree(unfinished());
        Files.createDirectory(unfinished());
    }

    /** The version that served this directory last; empty before the first time. */
    Optional<Version> writtenBy() throws IOException {
        return text("version").map(Version::parse);
    }

    void writtenBy(Version version) throws IOException {
        Files.writeString(root.resolve("version"), version + "\n");
    }

    /** The password of both accounts: generated once, kept in a file that only its owner reads. */
    String password() throws IOException {
        Optional<String> kept = text("password");
        return kept.isPresent() ? kept.get() : generatePassword();
    }

    private String generatePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path file = root.resolve("password");
        Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        restrict(file);
        Files.writeString(file, password + "\n");
        return password;
    }

    private Optional<String> text(String name) throws IOException {
        try {
            return Optional.of(Files.readString(root.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    long logLength() throws IOException {
        return Files.exists(log()) ? Files.size(log()) : 0;
    }

    /** What the server complained of first since the log had {@code length} bytes; the rest mostly follows from it. */
    String firstError(long length) throws IOException {
        byte[] all = Files.readAllBytes(log());
        String fresh = new String(all, (int) length, all.length - (int) length, StandardCharsets.UTF_8);
        Matcher error = ERROR.matcher(fresh);
        return error.find() ? error.group(1) + " (see " + log() + ")" : "see " + log();
    }

    /** Takes all rights from everybody but the owner, who reads, writes and has {@code more}. */
    private static void restrict(Path path, PosixFilePermission... more) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            EnumSet<PosixFilePermission> rights =
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            rights.addAll(List.of(more));
            Files.setPosixFilePermissions(path, rights);
        }
    }

    /** Deletes {@code tree} and all below it, if it exists. */
    static void deleteTree(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

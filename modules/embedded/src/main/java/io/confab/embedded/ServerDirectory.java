package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one private server: {@code files/} is the server's own; {@code password}, {@code server} and the log
 * are ours.
 *
 * @param root its real path: it is compared with the arguments of processes
 * @param log where the server writes what it does
 */
record ServerDirectory(Path root, Path log) {

    /** Opens {@code directory}, readable by its owner alone; creates it when absent. */
    static ServerDirectory open(Path directory, String log) {
        try {
            Files.createDirectories(directory);
            restrict(directory, PosixFilePermission.OWNER_EXECUTE);
            Path root = directory.toRealPath();
            return new ServerDirectory(root, root.resolve(log));
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

    Path serverRecord() {
        return root.resolve("server");
    }

    /** The server has ended. */
    void forgetServer() throws IOException {
        Files.deleteIfExists(serverRecord());
    }

    /** The server's password: generated once, kept in a file that only its owner reads. */
    String password() throws IOException {
        Optional<String> kept = text("password");
        return kept.isPresent() ? kept.get() : generatePassword();
    }

    private String generatePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        writeSecret("password", password + "\n");
        return password;
    }

    /** Writes a file that only its owner ever could read. */
    Path writeSecret(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        restrict(file);
        return Files.writeString(file, text);
    }

    /** The words in a file of ours; empty when it is absent or empty. */
    Optional<String> text(String name) throws IOException {
        try {
            return Optional.of(Files.readString(root.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    long logLength() throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** What was logged since the log had {@code length} bytes. */
    String loggedSince(long length) throws IOException {
        byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
        return new String(all, (int) length, all.length - (int) length, StandardCharsets.UTF_8);
    }

    /** Takes all rights from everybody but the owner, who reads, writes and has {@code more}. */
    static void restrict(Path path, PosixFilePermission... more) throws IOException {
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

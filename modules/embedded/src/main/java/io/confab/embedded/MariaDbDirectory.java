package io.confab.embedded;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the directory of a MariaDB holds beside that of every server: its version, its temporary tables. */
record MariaDbDirectory(ServerDirectory server) {

    /** The server writes "[ERROR] sentence", its bootstrap mode "ERROR: number  sentence". */
    private static final Pattern ERROR = Pattern.compile("(?m)(?:\\[ERROR\\]|^ERROR:)\\s+(?!Aborting)(.*)$");

    /** Opens {@code directory}; creates it when absent. */
    static MariaDbDirectory open(Path directory) {
        MariaDbDirectory opened = new MariaDbDirectory(ServerDirectory.open(directory, "mariadb.log"));
        try {
            Files.createDirectories(opened.temporary());
            return opened;
        } catch (IOException refused) {
            throw ServerDirectory.unwritable(directory, refused);
        }
    }

    Path root() {
        return server.root();
    }

    Path log() {
        return server.log();
    }

    Path files() {
        return server.files();
    }

    /** Where a server is installed before the whole becomes {@link #files()}. */
    Path unfinished() {
        return root().resolve("files.new");
    }

    /** Its own: a MariaDB that starts deletes the temporary tables of all others that share a directory for them. */
    Path temporary() {
        return root().resolve("tmp");
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
        ServerDirectory.deleteTree(unfinished());
        Files.createDirectory(unfinished());
    }

    /** The version that served this directory last; empty before the first time. */
    Optional<Version> writtenBy() throws IOException {
        return server.text("version").map(Version::parse);
    }

    void writtenBy(Version version) throws IOException {
        Files.writeString(root().resolve("version"), version + "\n");
    }

    /** What the server complained of first since the log had {@code length} bytes; the rest mostly follows from it. */
    String firstError(long length) throws IOException {
        Matcher error = ERROR.matcher(server.loggedSince(length));
        return error.find() ? error.group(1) + " (see " + log() + ")" : "see " + log();
    }
}

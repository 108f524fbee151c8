package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code mariadbd} that can be run here.
 *
 * @param executable what to execute
 * @param home the directory that holds its {@code share}; empty for an installed one, which knows it by itself
 * @param version its version without the patch level: those of one line read each other's files
 */
record MariaDbBinary(String executable, Optional<Path> home, Version version) {

    /** The oldest line that is still kept up by MariaDB. */
    private static final Version OLDEST = Version.parse("10.6");

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+\\.\\d+)\\.\\d+-MariaDB");
    private static final Pattern CHARACTER_SETS = Pattern.compile("(?m)^character-sets-dir\\s+(\\S.*)$");

    /**
     * The first binary that can serve files written by {@code wrote}: an installed {@code mariadbd}, else the one on the
     * class path.
     *
     * @throws Failure when there is none, saying what to do instead
     */
    static MariaDbBinary find(Optional<Version> wrote, Consumer<String> progress) {
        // Debian keeps it in a directory that only root has on the PATH.
        List<Supplier<Optional<MariaDbBinary>>> places = List.of(
                () -> at("mariadbd", Optional.empty()),
                () -> at("/usr/sbin/mariadbd", Optional.empty()),
                () -> MariaDbBundle.unpack(progress).flatMap(home -> at(executableIn(home), Optional.of(home))));
        List<Version> rejected = new ArrayList<>();
        for (Supplier<Optional<MariaDbBinary>> place : places) {
            Optional<MariaDbBinary> found = place.get();
            if (found.filter(binary -> binary.serves(wrote)).isPresent()) {
                return found.get();
            }
            found.ifPresent(binary -> rejected.add(binary.version));
        }
        throw nothingFits(wrote, rejected);
    }

    private static Failure nothingFits(Optional<Version> wrote, List<Version> rejected) {
        if (wrote.isPresent() && !rejected.isEmpty()) {
            return Failure.unavailable(
                    "The data was written by MariaDB " + wrote.get() + ", which the MariaDB " + rejected
                            + " found here cannot read: install mariadbd " + wrote.get()
                            + " or newer, or set MYSQL_URI to a database of your own");
        }
        return Failure.unavailable("There is no MariaDB for " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + " here: install mariadbd " + OLDEST
                + " or newer, or set MYSQL_URI=mysql://user:password@host:3306/database");
    }

    private static String executableIn(Path home) {
        return Stream.of("bin/mariadbd", "bin/mariadbd.exe")
                .map(home::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static Optional<MariaDbBinary> at(String command, Optional<Path> home) {
        return Waiting.output(command, "--no-defaults", "--version")
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(found -> new MariaDbBinary(command, home, Version.parse(found.group(1))));
    }

    private boolean serves(Optional<Version> wrote) {
        return version.compareTo(wrote.orElse(OLDEST)) >= 0 && version.compareTo(OLDEST) >= 0;
    }

    /** The start of every command line: nothing is read from the machine's own configuration. */
    List<String> command(Path files, Path temporary) {
        List<String> command =
                new ArrayList<>(List.of(executable, "--no-defaults", dataArgument(files), "--tmpdir=" + temporary));
        home.ifPresent(directory -> command.add("--basedir=" + directory));
        home.ifPresent(directory -> command.add("--lc-messages-dir=" + directory.resolve("share")));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    /** The argument by which the process of a directory is known. */
    static String dataArgument(Path files) {
        return "--datadir=" + files;
    }

    /** The scripts that create the system tables, in order. */
    List<Path> installationScripts() throws IOException {
        Path share = share();
        // The files were renamed from mysql_… to mariadb_… in 11.0.
        String brand = Files.exists(share.resolve("mariadb_system_tables.sql")) ? "mariadb" : "mysql";
        return Stream.of(
                        brand + "_system_tables.sql",
                        brand + "_performance_tables.sql",
                        brand + "_system_tables_data.sql",
                        "maria_add_gis_sp_bootstrap.sql")
                .map(share::resolve)
                .toList();
    }

    private Path share() throws IOException {
        if (home.isPresent()) {
            return home.get().resolve("share");
        }
        return Waiting.output(executable, "--no-defaults", "--verbose", "--help")
                .map(CHARACTER_SETS::matcher)
                .filter(Matcher::find)
                .map(found -> Path.of(found.group(1).strip()).getParent())
                .orElseThrow(() -> new IOException(executable + " does not tell where its scripts are"));
    }
}

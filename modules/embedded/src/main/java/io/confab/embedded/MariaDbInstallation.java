package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the system tables, the accounts and the empty database {@code confab} of a new directory.
 *
 * <p>The server's own bootstrap mode does it in one short run, without a moment in which it can be reached without a
 * password; no shell script and no client program is needed.
 */
record MariaDbInstallation(MariaDbBinary binary, MariaDbDirectory directory) {

    void install() throws IOException {
        directory.clearUnfinished();
        long logged = directory.server().logLength();
        Process process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.log().toFile()))
                .start();
        feed(process);
        if (Waiting.exitCode(process) != 0) {
            throw Failure.unavailable(
                    "Cannot create the database in " + directory.root() + ": " + directory.firstError(logged));
        }
        directory.finishInstallation();
        directory.writtenBy(binary.version());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(binary.command(directory.unfinished(), directory.temporary()));
        command.add("--bootstrap");
        command.add("--log-warnings=0");
        return command;
    }

    private void feed(Process process) throws IOException {
        try (OutputStream statements = process.getOutputStream()) {
            statements.write("create database mysql;\nuse mysql;\nset @auth_root_socket=null;\n"
                    .getBytes(StandardCharsets.UTF_8));
            for (Path script : binary.installationScripts()) {
                Files.copy(script, statements);
            }
            statements.write(accounts(directory.server().password()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // A server that gives up closes its input; its exit code and its log tell why.
            process.destroy();
        }
    }

    /** Bootstrap mode takes one statement per line. */
    private static String accounts(String password) {
        return String.join(
                "\n",
                "delete from global_priv where User in ('root', '');",
                "delete from proxies_priv;",
                "flush privileges;",
                "create user root@'127.0.0.1' identified by '" + password + "';",
                "grant all privileges on *.* to root@'127.0.0.1' with grant option;",
                "create database confab character set utf8mb4;",
                "create user confab@'127.0.0.1' identified by '" + password + "';",
                "grant all privileges on confab.* to confab@'127.0.0.1';",
                "");
    }
}

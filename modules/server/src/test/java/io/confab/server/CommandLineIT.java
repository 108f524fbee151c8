package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.Ports;
import io.confab.testkit.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void helpTellsEverySettingAndOption() {
        Command help = run(Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("--print-config", "MYSQL_URI", "CONFAB_PORT", "[8000]");
    }

    @Test
    void versionIsOneLine() {
        assertThat(run(Map.of(), "--version").output()).startsWith("Confab ").hasLineCount(1);
    }

    @Test
    void printsTheConfigurationWithoutSecrets() {
        Command printed = run(
                Map.of("MYSQL_URI", "mysql://ann:hunter2@db/chat", "JWT_SECRET", SECRET), "--print-config", "--port=1");
        assertThat(printed.exitCode()).isZero();
        assertThat(printed.output())
                .contains("mysql.uri: ***", "jwt.secret: ***", "port: 1  # from the command line")
                .doesNotContain("hunter2", SECRET);
    }

    @Test
    void refusesAnOptionThatIsNone() {
        assertThat(run(Map.of(), "start")).isEqualTo(new Command(2, refusal("\"start\" is not an option, see --help")));
        refuses(run(Map.of(), "--prot=1"), "There is no setting prot", "did you mean port?");
    }

    @Test
    void refusesAnInvalidSetting() {
        refuses(run(Map.of("CONFAB_PORT", "99999")), "port", "a number from 0 to 65535");
    }

    @Test
    void refusesAWeakSecret() {
        Command refused = run(Map.of("JWT_SECRET", "hunter2"));
        refuses(refused, "at least 32 bytes");
        assertThat(refused.output()).doesNotContain("hunter2");
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment =
                    Map.of("MYSQL_URI", Services.mysql(), "CONFAB_PORT", Integer.toString(taken.getLocalPort()));
            refuses(run(environment), "the port is taken by another program");
        }
    }

    @Test
    void refusesADatabaseThatIsNotThere() {
        refuses(run(Map.of("MYSQL_URI", "mysql://ann:hunter2@127.0.0.1:" + Ports.free() + "/chat")), "database");
    }

    @Test
    void refusesAWrongPasswordWithoutShowingIt() {
        String wrong = Services.mysql().replaceFirst("://([^:]+):[^@]+@", "://$1:hunter2@");
        Command refused = run(Map.of("MYSQL_URI", wrong));
        refuses(refused, "password");
        assertThat(refused.output()).doesNotContain("hunter2");
    }

    @Test
    void refusesADataDirectoryThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        refuses(run(Map.of("CONFAB_DATA_DIR", file.toString())), "data directory", "CONFAB_DATA_DIR");
    }

    @Test
    void refusesADataDirectoryOfANewerVersion() throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/format"), "99\n");
        refuses(run(Map.of()), "newer version");
    }

    private Command run(Map<String, String> environment, String... arguments) {
        return Command.run(directory, environment, arguments);
    }

    private static void refuses(Command command, String... words) {
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.output().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("Confab cannot start: ")
                .contains(words);
    }

    private static String refusal(String sentence) {
        return "Confab cannot start: " + sentence + System.lineSeparator();
    }
}

package io.confab.server.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.RunningServer;
import io.confab.testkit.Ports;
import io.confab.testkit.Services;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command in a fence of the README and of {@code docs/} is run as it stands there, but for host, port and database,
 * and answers what the page says. A command that nobody here knows fails.
 */
class DocsRunIT {

    private static final Path PROJECT = Path.of("..", "..");

    @TempDir
    private Path data;

    private final Shell shell = new Shell(PROJECT);
    private RunningServer server;
    private JsonNode answer;

    static Stream<String> pages() throws IOException {
        try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
            List<String> pages = docs.filter(page -> page.toString().endsWith(".md"))
                    .map(page -> "docs/" + page.getFileName())
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of("README.md"), pages.stream());
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void answersWhatThePageSays(String page) throws Exception {
        for (String command : FencedCommands.of(PROJECT.resolve(page))) {
            run(page, command);
        }
    }

    private void run(String page, String command) throws Exception {
        if (command.startsWith("mvn ")) {
            checkMaven(command);
        } else if (command.startsWith("curl ")) {
            answer = curl(command);
            checkAnswer(page, command);
        } else if (command.equals("TOKEN=…the access_token of the answer")) {
            shell.set("TOKEN", answer.path("access_token").asText());
        } else if (command.contains(" java -jar ")) {
            runTheJar(command);
        } else if (command.contains("secrets")) {
            makeSecrets(command);
        } else if (command.startsWith("docker compose ")) {
            checkCompose();
        } else {
            throw unknown(page, command);
        }
    }

    /** The build runs Maven itself; what can be misspelt is looked at. */
    private static void checkMaven(String command) throws IOException {
        assertThat(command).containsPattern("\\b(compile exec:java|verify|package)\\b");
        if (command.contains(" -P")) {
            String profile = FencedCommands.find(" -P(\\S+)", command);
            assertThat(Files.readString(
                            PROJECT.resolve("modules").resolve(profile).resolve("pom.xml")))
                    .contains("<id>" + profile + "</id>");
        }
    }

    private JsonNode curl(String command) throws JsonProcessingException {
        assumeTrue(Shell.has("curl"), "There is no curl on this machine: the commands of the pages are not run");
        if (server == null) {
            server = RunningServer.start();
        }
        assertThat(command).contains("localhost:8000");
        return Wire.json()
                .readTree(
                        shell.run(command.replace("localhost:8000", server.uri().getAuthority())));
    }

    private void checkAnswer(String page, String command) {
        String path = FencedCommands.find("localhost:8000(\\S+)", command);
        switch (path) {
            case "/api/v1/accounts" ->
                assertThat(answer.path("user").path("name").asText()).isEqualTo("ann");
            case "/api/v1/sessions" ->
                assertThat(answer.path("access_token").asText()).isNotEmpty();
            case "/api/v1/groups" -> assertThat(answer.findValuesAsText("slug")).containsExactly("general");
            case "/api/v1/groups/1/messages" ->
                assertThat(answer.path("seq").asLong()).isPositive();
            default -> throw unknown(page, command);
        }
        assertThat(answer.has("error")).as("%s", answer).isFalse();
    }

    private void runTheJar(String command) throws IOException {
        assertThat(command).contains("MYSQL_URI=mysql://confab:secret@db.example.org/confab ");
        String jar = FencedCommands.find("-jar (\\S+)", command);
        assertThat(PROJECT.resolve(jar)).as("made by mvn package").exists();
        assertThat(shell.run("java -jar " + jar + " --help")).contains("MYSQL_URI", "CONFAB_HOST");
        int port = Ports.free();
        shell.set("CONFAB_PORT", Integer.toString(port));
        shell.set("CONFAB_DATA_DIR", data.toString());
        Process process = shell.start(
                "exec env " + command.replace("mysql://confab:secret@db.example.org/confab", Services.mysql()));
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = output.lines()
                    .filter(line -> line.startsWith("Ready after") || line.startsWith("Confab cannot start"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ready).contains("open http://localhost:" + port);
            assertThat(shell.run("java -jar " + jar + " --check-health")).contains("\"ready\"");
            assertThat(URI.create("http://127.0.0.1:" + port + "/").toURL().openStream())
                    .as("the page")
                    .isNotEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private void makeSecrets(String command) {
        assumeTrue(Shell.has("openssl"), "There is no openssl on this machine: no secrets are made");
        new Shell(data).run(command);
    }

    /** No engine is asked; what it would look for must be there. */
    private void checkCompose() throws IOException {
        String compose = Files.readString(PROJECT.resolve("docker-compose.yml"));
        List<String> secrets = Pattern.compile("file: \\./(secrets/\\w+)")
                .matcher(compose)
                .results()
                .map(file -> file.group(1))
                .toList();
        assertThat(secrets)
                .hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(data.resolve(file)).isNotEmptyFile());
    }

    private static AssertionError unknown(String page, String command) {
        return new AssertionError("Say here what \"" + command + "\" of " + page + " must answer");
    }
}

package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import io.confab.server.config.Config;
import io.confab.server.config.ConfigReader;
import io.confab.testkit.Services;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tools of the command line, on a database of their own. */
class ToolsIT {

    private static final Pattern TEST_USER =
            Pattern.compile("(Created|There already:) (\\w+), id (\\d+), (\\w+@test\\.com), password \"(.*)\"");

    private final String mysqlUri = Services.mysql();
    private final Config config =
            ConfigReader.read(null, Map.of("MYSQL_URI", mysqlUri, "JWT_SECRET", RunningServer.SECRET), List.of());
    private final List<String> output = new ArrayList<>();

    @Test
    void makesTestUsersAndTokensThatWorkAndEmptiesTheDatabaseAfterAYes() {
        Tools.createTestUsers(config, output::add);
        assertThat(output).hasSize(2).allMatch(line -> line.startsWith("Created"));
        Matcher alice = TEST_USER.matcher(output.get(0));
        assertThat(alice.matches()).isTrue();
        output.clear();
        Tools.createTestUsers(config, output::add);
        assertThat(output).hasSize(2).allMatch(line -> line.startsWith("There already"));
        output.clear();
        Tools.createTokens(config, List.of(), output::add);
        Tools.createTokens(config, List.of(alice.group(3), "Alice@test.com"), output::add);
        assertThat(output).hasSize(6);
        String claims = output.get(1).split("\\.", -1)[1];
        JsonObject token = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(claims)));
        assertThat(token.getLong("user_id")).hasToString(alice.group(3));
        assertThat(token.getLong("exp") - token.getLong("iat")).isBetween(86_395L, 86_400L);
        assertThatThrownBy(() -> Tools.createTokens(config, List.of("999", "alice@test.com"), output::add))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no account");

        try (RunningServer server = RunningServer.start(Map.of("MYSQL_URI", mysqlUri))) {
            for (int line : List.of(1, 3, 5)) {
                assertThat(server.rest()
                                .call("GET", "/api/conversations", output.get(line), null)
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.rest().get("/api/v1/groups", output.get(1)).findValuesAsText("name"))
                    .contains("General");
            server.rest().call("DELETE", "/api/v1/sessions/current", output.get(5), null);
            assertThat(server.rest()
                            .call("GET", "/api/conversations", output.get(5), null)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.rest()
                            .post(
                                    "/api/v1/sessions",
                                    null,
                                    Map.of("username", "alice@test.com", "password", alice.group(5)))
                            .path("user")
                            .path("id")
                            .asText())
                    .isEqualTo(alice.group(3));
            assertThatThrownBy(() -> Tools.resetDatabase(config, said("yes"), output::add))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("stop it first");
        }

        output.clear();
        Tools.resetDatabase(config, said("no"), output::add);
        assertThat(output).last().isEqualTo("Nothing was deleted");
        Tools.resetDatabase(config, said("yes"), output::add);
        assertThat(output).last().isEqualTo("The database is empty");
        output.clear();
        Tools.createTestUsers(config, output::add);
        assertThat(output).hasSize(2).allMatch(line -> line.startsWith("Created"));
        assertThat(TEST_USER.matcher(output.get(0)).replaceFirst("$3")).isEqualTo("1");
    }

    private static InputStream said(String answer) {
        return new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

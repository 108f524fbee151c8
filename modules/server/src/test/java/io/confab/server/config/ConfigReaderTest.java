package io.confab.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void emptyFile() throws IOException {
        file = Files.writeString(folder.resolve("confab.yaml"), "");
    }

    @Test
    void startsWithNothingSet() {
        Config config = read(Map.of());
        assertThat(config.http().port()).isEqualTo(8000);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.mysql().uri()).isEmpty();
        assertThat(config.lobby()).isEqualTo("general");
    }

    @Test
    void laterLayersWin() throws IOException {
        Files.writeString(file, "port: 1111\nhost: 0.0.0.0\nrate:\n  session: 7\n");
        Config config = ConfigReader.read(file, Map.of("CONFAB_PORT", "2222"), List.of("host=127.0.0.2"));
        assertThat(config.http().port()).isEqualTo(2222);
        assertThat(config.http().host()).isEqualTo("127.0.0.2");
        assertThat(config.rate().session()).isEqualTo(7);
    }

    @Test
    void takesTheNamesOfTheOldSystems() {
        Config config = read(Map.of("PORT", "3333", "SECRET_KEY", SECRET, "DATABASE_URL", "mysql://a:b@db/chat"));
        assertThat(config.http().port()).isEqualTo(3333);
        assertThat(config.jwtSecret()).contains(SECRET);
        assertThat(config.mysql().uri()).contains("mysql://a:b@db/chat");
    }

    @Test
    void prefersItsOwnNames() {
        assertThat(read(Map.of("PORT", "3333", "CONFAB_PORT", "4444")).http().port())
                .isEqualTo(4444);
    }

    @Test
    void readsASecretFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("jwt"), SECRET + "\n");
        assertThat(read(Map.of("JWT_SECRET_FILE", secret.toString())).jwtSecret())
                .contains(SECRET);
    }

    @Test
    void takesAListFromYamlAndFromText() throws IOException {
        Files.writeString(file, "cors:\n  origins: [https://a.example, https://b.example]\n");
        assertThat(read(Map.of()).http().origins()).containsExactly("https://a.example", "https://b.example");
        assertThat(read(Map.of("CORS_ORIGINS", "https://c.example, https://d.example"))
                        .http()
                        .origins())
                .containsExactly("https://c.example", "https://d.example");
    }

    @Test
    void refusesAnUnknownKeyWithTheNearestName() throws IOException {
        Files.writeString(file, "prot: 8000\n");
        refuses(Map.of(), "There is no setting prot", "did you mean port?");
    }

    @Test
    void refusesAnUnknownVariableWithTheNearestName() {
        refuses(Map.of("CONFAB_PROT", "8000"), "CONFAB_PROT", "did you mean CONFAB_PORT?");
    }

    @Test
    void refusesAPortThatIsNoPort() {
        refuses(Map.of("CONFAB_PORT", "80000"), "port", "a number from 0 to 65535", "80000");
        refuses(Map.of("CONFAB_PORT", "eight"), "port", "a number from 0 to 65535", "eight");
    }

    @Test
    void refusesAWeakSecretWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("JWT_SECRET", "hunter2")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("at least 32 bytes")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesADatabaseUriWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("MYSQL_URI", "mysql://root:hunter2@")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("mysql://user:password@host:3306/database")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesASecretOnTheCommandLine() {
        assertThatThrownBy(() -> ConfigReader.read(file, Map.of(), List.of("jwt.secret=" + SECRET)))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("JWT_SECRET")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void refusesAFileThatIsNotYaml() throws IOException {
        Files.writeString(file, "port: [1\n");
        refuses(Map.of(), "is not YAML");
    }

    @Test
    void refusesANamedFileThatIsNotThere() {
        assertThatThrownBy(() -> ConfigReader.read(folder.resolve("none.yaml"), Map.of(), List.of()))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void printsSecretsAsStars() {
        String printed = ConfigReader.print(
                file, Map.of("JWT_SECRET", SECRET, "MYSQL_URI", "mysql://a:hunter2@db/chat"), List.of("port=9000"));
        assertThat(printed)
                .contains("jwt.secret: ***  # from the variable JWT_SECRET")
                .contains("port: 9000  # from the command line")
                .contains("host: 127.0.0.1")
                .doesNotContain(SECRET)
                .doesNotContain("hunter2");
    }

    @Test
    void helpNamesEverySetting() {
        assertThat(ConfigReader.help()).contains("port", "MYSQL_URI", "CONFAB_DATA_DIR", "[8000]");
    }

    private Config read(Map<String, String> environment) {
        return ConfigReader.read(file, environment, List.of());
    }

    private void refuses(Map<String, String> environment, String... words) {
        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContainingAll(words);
    }
}

package io.confab.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.account.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void letsNamesAloneInOnlyWhereNobodyElseReachesTheServer() {
        assertThat(read(Map.of()).access()).isEqualTo(Access.OPEN);
        assertThat(read(Map.of("CONFAB_HOST", "0.0.0.0")).access()).isEqualTo(Access.MEMBERS);
        assertThat(read(Map.of("CONFAB_HOST", "0.0.0.0", "CONFAB_ACCESS", "open"))
                        .access())
                .isEqualTo(Access.OPEN);
        assertThatThrownBy(() -> read(Map.of("CONFAB_ACCESS", "strict"))).hasMessageContaining("open or members");
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
        assertThat(config.toolTokens()).isEqualTo(Duration.ofDays(1));
        assertThat(read(Map.of("EXPIRES_IN_HOURS", "8")).toolTokens()).isEqualTo(Duration.ofHours(8));
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
    void takesARedisOrACluster() {
        assertThat(redisOf("redis://redis")).isEqualTo("redis://redis:6379/0");
        assertThat(redisOf("rediss://ann:p%40ss@redis.example:6380/2"))
                .isEqualTo("rediss://ann:p%40ss@redis.example:6380/2");
        assertThat(redisOf("redis://:pw@[::1]")).isEqualTo("redis://:pw@[::1]:6379/0");
        assertThat(redisOf("redis://:pw@a,b:7001, c")).isEqualTo("redis://:pw@a:6379,b:7001,c:6379/0");
        assertThat(redisOf("redis://:pw@a:1,redis://:pw@b:2")).isEqualTo("redis://:pw@a:1,b:2/0");
    }

    @Test
    void takesRedisInPartsWhenThereIsNoUri() {
        assertThat(read(Map.of()).redis().uri()).isEmpty();
        assertThat(read(Map.of("REDIS_PORT", "7000")).redis().uri()).contains("redis://localhost:7000/0");
        Map<String, String> parts =
                Map.of("REDIS_HOST", "r", "REDIS_PORT", "7000", "REDIS_DB", "3", "REDIS_PASSWORD", "p@s s/");
        assertThat(read(parts).redis().uri()).contains("redis://:p%40s%20s%2F@r:7000/3");
        assertThat(read(Map.of("REDIS_URL", "redis://u", "REDIS_HOST", "r", "REDIS_PORT", "tcp://10.0.0.1:6379"))
                        .redis()
                        .uri())
                .contains("redis://u:6379/0");
    }

    @Test
    void refusesARedisUriWithoutShowingIt() {
        for (String wrong : List.of(
                "r",
                "http://:hunter2@r",
                "redis://:hunter2@",
                "redis://:hunter2@r:0",
                "redis://a:99999",
                "redis://:hunter2@r/x",
                "redis://:hunt@er2@r",
                "redis://:hunter2@r?x=1",
                "redis://a,,b")) {
            assertThatThrownBy(() -> read(Map.of("REDIS_URI", wrong)))
                    .as(wrong)
                    .isInstanceOf(InvalidConfig.class)
                    .hasMessageContaining(
                            "redis.uri from the variable REDIS_URI must be redis://user:password@host:6379/0")
                    .hasMessageNotContaining("hunt");
        }
        refuses(Map.of("REDIS_URI", "redis://a,b/1"), "a cluster has only 0");
        refuses(Map.of("REDIS_HOST", "a b"), "redis.host");
    }

    @Test
    void refusesPrefixesThatCannotBe() {
        assertThat(read(Map.of()).redis().channelPrefix()).isEqualTo("channel:");
        assertThat(read(Map.of("MESSAGE_PREFIX", "team-a:m:")).redis().messagePrefix())
                .isEqualTo("team-a:m:");
        refuses(Map.of("CHANNEL_PREFIX", "{a}"), "redis.channel_prefix", "none of { }");
        refuses(Map.of("CHANNEL_PREFIX", "x:", "MESSAGE_PREFIX", "x:"), "must differ");
    }

    @Test
    void asksForOneSecretWhereNodesMayBeOnSeveralMachines() {
        Map<String, String> both = Map.of("MYSQL_URI", "mysql://a:b@db/chat", "REDIS_URI", "redis://r");
        refuses(both, "jwt.secret is needed", "JWT_SECRET", "at least 32 bytes", "the same on all");
        assertThat(read(Map.of("MYSQL_URI", "mysql://a:b@db/chat")).jwtSecret()).isEmpty();
        assertThat(read(Map.of("REDIS_URI", "redis://r")).jwtSecret()).isEmpty();
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
                file,
                Map.of(
                        "JWT_SECRET",
                        SECRET,
                        "MYSQL_URI",
                        "mysql://a:hunter2@db/chat",
                        "REDIS_URI",
                        "redis://:hunter2@r"),
                List.of("port=9000"));
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

    private String redisOf(String uri) {
        return read(Map.of("REDIS_URI", uri)).redis().uri().orElseThrow();
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

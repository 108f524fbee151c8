package io.confab.server.config;

import io.confab.contract.account.Access;
import java.nio.file.Path;
import java.util.List;

/** The table of everything that can be set; help, printing, checking and reading all follow from it. */
final class Settings {

    static final Setting<Integer> PORT = Setting.of(
            "port", List.of("CONFAB_PORT", "PORT"), "8000", "Port of HTTP and WebSocket", Parsers.number(0, 65_535));
    static final Setting<String> HOST = Setting.of(
            "host",
            List.of("CONFAB_HOST", "HOST"),
            "127.0.0.1",
            "Address to listen on; 0.0.0.0 for all",
            Parsers::text);
    static final Setting<Path> DATA_DIR = Setting.of(
            "data_dir",
            List.of("CONFAB_DATA_DIR"),
            "data",
            "Where the embedded servers and the generated secret live; nodes started with the same one join",
            Parsers::path);
    static final Setting<Path> WEBROOT = Setting.of(
            "webroot",
            List.of("CONFAB_WEBROOT"),
            "webroot",
            "Folder of the web page; the built-in page where it does not exist",
            Parsers::path);
    static final Setting<String> MYSQL_URI = Setting.secret(
            "mysql.uri",
            List.of("MYSQL_URI", "DATABASE_URL"),
            "mysql://user:password@host:3306/database; an embedded MariaDB when not set",
            Parsers::mysqlUri);
    static final Setting<Integer> MYSQL_POOL = Setting.of(
            "mysql.pool",
            List.of("CONFAB_MYSQL_POOL"),
            "8",
            "Connections for reads, besides those of the writers",
            Parsers.number(1, 256));
    static final Setting<Boolean> MYSQL_ALLOW_LOSSY = Setting.of(
            "mysql.allow_lossy",
            List.of("CONFAB_MYSQL_ALLOW_LOSSY"),
            "false",
            "Run on a database that acknowledges commits before they are on disk",
            Parsers::flag);
    static final Setting<String> REDIS_URI = Setting.secret(
            "redis.uri",
            List.of("REDIS_URI", "REDIS_URL"),
            "redis://user:password@host:6379/0, joins nodes; several hosts are a cluster; an embedded Redis beside an"
                    + " embedded MariaDB, else none when not set",
            RedisUris::parse);
    static final Setting<String> REDIS_HOST = Setting.of(
            "redis.host", List.of("REDIS_HOST"), null, "Host of Redis where redis.uri is not set", Parsers::text);
    static final Setting<Integer> REDIS_PORT = Setting.of(
            "redis.port", List.of("REDIS_PORT"), null, "Its port, 6379 if not set", Parsers.number(1, 65_535));
    static final Setting<Integer> REDIS_DB =
            Setting.of("redis.db", List.of("REDIS_DB"), null, "Its database, 0 if not set", Parsers.number(0, 99_999));
    static final Setting<String> REDIS_PASSWORD =
            Setting.secret("redis.password", List.of("REDIS_PASSWORD"), "Its password", Parsers::text);
    static final Setting<String> CHANNEL_PREFIX = Setting.of(
            "redis.channel_prefix",
            List.of("CHANNEL_PREFIX"),
            "channel:",
            "What the names of a group's channel, hash and set in Redis begin with",
            RedisUris::prefix);
    static final Setting<String> MESSAGE_PREFIX = Setting.of(
            "redis.message_prefix",
            List.of("MESSAGE_PREFIX"),
            "message:",
            "What the name of a group's stream in Redis begins with",
            RedisUris::prefix);
    static final Setting<String> JWT_SECRET = Setting.secret(
            "jwt.secret",
            List.of("JWT_SECRET", "SECRET_KEY"),
            "Signs access tokens, at least 32 bytes; the same for all nodes of a database; generated into the data"
                    + " directory when not set and only one node, or only nodes of that directory, can be there",
            Parsers::signingSecret);
    static final Setting<Integer> TOKEN_HOURS = Setting.of(
            "jwt.hours",
            List.of("EXPIRES_IN_HOURS"),
            "24",
            "How long tokens of create-tokens live; the same for all nodes; signing in gives tokens of 15 minutes",
            Parsers.number(1, 168));
    static final Setting<List<String>> CORS_ORIGINS = Setting.of(
            "cors.origins",
            List.of("CORS_ORIGINS"),
            "",
            "Further origins whose pages may call this server, with commas between them",
            Parsers::origins);
    static final Setting<String> LOBBY_GROUP = Setting.of(
            "lobby.group",
            List.of("CONFAB_LOBBY_GROUP"),
            "general",
            "Slug of the public group every new user enters; empty for none",
            Parsers::text);
    static final Setting<Access> ACCESS = Setting.of(
            "access",
            List.of("CONFAB_ACCESS"),
            null,
            "open lets clients of the older contracts in by a name alone, members only with a proof; open when only this"
                    + " machine reaches the server, else members",
            Parsers::access);
    static final Setting<Boolean> PASSWORD_HASH = Setting.of(
            "password.hash",
            List.of("CONFAB_PASSWORD_HASH"),
            "argon2id",
            "argon2id, or bcrypt for new passwords that an older system is to read too; hashes of both kinds always work",
            Parsers::isBcrypt);
    static final Setting<Integer> RATE_SESSION = Setting.of(
            "rate.session",
            List.of("CONFAB_RATE_SESSION"),
            "50",
            "Commands per second of one WebSocket session",
            Parsers.number(1, 1_000_000));
    static final Setting<Integer> RATE_USER = Setting.of(
            "rate.user",
            List.of("CONFAB_RATE_USER"),
            "100",
            "Commands or requests per second of one user",
            Parsers.number(1, 1_000_000));
    static final Setting<Integer> RATE_REGISTRATIONS = Setting.of(
            "rate.registrations",
            List.of("CONFAB_RATE_REGISTRATIONS"),
            "20",
            "Accounts that one address may make at once; then one a minute",
            Parsers.number(1, 1_000_000));
    static final Setting<Boolean> METRICS_PUBLIC = Setting.of(
            "metrics.public",
            List.of("CONFAB_METRICS_PUBLIC"),
            "false",
            "Serve /metrics to other hosts than this one",
            Parsers::flag);
    static final Setting<List<String>> PROXIES = Setting.of(
            "http.proxies",
            List.of("CONFAB_PROXIES"),
            "",
            "Addresses of proxies in front, whose X-Forwarded-For and -Proto are believed",
            Parsers::list);

    static final Setting<List<String>> HOSTS = Setting.of(
            "http.hosts",
            List.of("CONFAB_HOSTS"),
            "",
            "Names by which browsers reach this server; any when it listens to all, else localhost and addresses only",
            Parsers::hosts);
    static final Setting<Integer> DRAIN_DELAY = Setting.of(
            "drain.delay",
            List.of("CONFAB_DRAIN_DELAY"),
            "0",
            "Seconds from a stop's begin, when /health/ready turns away, until clients are sent away",
            Parsers.number(0, 300));

    static final Setting<Path> LOG_DIR = Setting.of(
            "log.dir",
            List.of("CONFAB_LOG_DIR", "LOG_DIR"),
            "logs",
            "Folder of access.log, error.log and websocket.log, beside the console; none for the console alone",
            Parsers::path);
    static final Setting<Boolean> LOG_TEXTS = Setting.of(
            "log.texts",
            List.of("CONFAB_LOG_TEXTS"),
            "true",
            "Write the first 100 characters of messages of the plain-text lobby into websocket.log",
            Parsers::flag);

    static final List<Setting<?>> ALL = List.of(
            PORT,
            HOST,
            DATA_DIR,
            WEBROOT,
            MYSQL_URI,
            MYSQL_POOL,
            MYSQL_ALLOW_LOSSY,
            REDIS_URI,
            REDIS_HOST,
            REDIS_PORT,
            REDIS_DB,
            REDIS_PASSWORD,
            CHANNEL_PREFIX,
            MESSAGE_PREFIX,
            JWT_SECRET,
            CORS_ORIGINS,
            LOBBY_GROUP,
            ACCESS,
            PASSWORD_HASH,
            TOKEN_HOURS,
            RATE_SESSION,
            RATE_USER,
            RATE_REGISTRATIONS,
            METRICS_PUBLIC,
            PROXIES,
            HOSTS,
            DRAIN_DELAY,
            LOG_DIR,
            LOG_TEXTS);

    private Settings() {}
}

package io.confab.persistence;

import io.confab.contract.Failure;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the database is and who we are there.
 *
 * @param tls whether to encrypt; the server's certificate is then checked against the JVM's trust store
 */
record Address(String host, int port, String database, String user, String password, boolean tls) {

    /** Reads a URI; {@code INVALID} with a sentence that does not repeat it, since it holds a password. */
    static Address of(String uri) {
        try {
            URI parsed = new URI(uri);
            boolean whole = parsed.getHost() != null
                    && parsed.getRawUserInfo() != null
                    && parsed.getRawPath().length() > 1;
            if (whole) {
                return of(parsed, parsed.getRawUserInfo().split(":", 2));
            }
        } catch (URISyntaxException e) {
            // Said below: the exception repeats the password.
        }
        throw Failure.invalid("mysql.uri", "MYSQL_URI must look like mysql://user:password@host:port/database");
    }

    private static Address of(URI uri, String[] userInfo) {
        return new Address(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? 3306 : uri.getPort(),
                decoded(uri.getRawPath().substring(1)),
                decoded(userInfo[0]),
                userInfo.length > 1 ? decoded(userInfo[1]) : "",
                "tls=true".equals(uri.getRawQuery()));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** For the non-blocking client. Statements are cached up to the largest batch of the group commit. */
    MySQLConnectOptions options() {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password)
                .setCollation("utf8mb4_bin")
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(65_536);
        return tls
                ? options.setSslMode(SslMode.VERIFY_IDENTITY)
                        .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"))
                : options;
    }

    /** For the migrations, which need JDBC. */
    String jdbcUrl() {
        return "jdbc:mariadb://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database
                + "?connectTimeout=3000&socketTimeout=60000&allowPublicKeyRetrieval=true&sslMode="
                + (tls ? "verify-full" : "disable");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "mysql://" + user + "@" + host + ":" + port + "/" + database;
    }
}

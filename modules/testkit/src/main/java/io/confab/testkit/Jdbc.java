package io.confab.testkit;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** Plain connections to a database known by a URI of ours, for tests that look at what is stored. */
public final class Jdbc {

    private Jdbc() {}

    /**
     * A connection to {@code mysql://user:password@host:port/database}; without a database when the path is empty.
     *
     * @throws SQLException when the server refuses or is not there within 5 s
     */
    public static Connection connect(String mysqlUri) throws SQLException {
        URI uri = URI.create(mysqlUri);
        String[] account = uri.getRawUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", decode(account[0]));
        properties.setProperty("password", account.length > 1 ? decode(account[1]) : "");
        // The key pair of a test server is nobody's; MySQL's default accounts then ask for its public key.
        properties.setProperty("sslMode", "disable");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectTimeout", "5000");
        return new Driver().connect("jdbc:mariadb://" + address(uri) + "/" + database(uri), properties);
    }

    /** Host and port of a database. */
    static String address(URI uri) {
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 3306 : uri.getPort());
    }

    private static String database(URI uri) {
        return uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

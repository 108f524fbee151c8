package io.confab.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.mariadb.jdbc.Driver;

/** A MariaDB in a directory: installed when new, then one {@code mariadbd}. */
final class MariaDb implements ServerKind {

    private static final int ACCESS_DENIED = 1045;

    private final MariaDbDirectory directory;
    private final int bufferPoolMegabytes;
    private final Consumer<String> progress;
    private MariaDbBinary binary;

    MariaDb(MariaDbDirectory directory, int bufferPoolMegabytes, Consumer<String> progress) {
        this.directory = directory;
        this.bufferPoolMegabytes = bufferPoolMegabytes;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public Set<String> programs() {
        return Set.of("mariadbd");
    }

    @Override
    public String argument() {
        return MariaDbBinary.dataArgument(directory.files());
    }

    @Override
    public RunningServer.Answer ask(RunningServer server) {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select @@datadir")) {
            boolean ours = rows.next() && Path.of(rows.getString(1)).equals(directory.files());
            return ours ? RunningServer.Answer.OURS : RunningServer.Answer.STRANGER;
        } catch (SQLException refused) {
            return refused.getErrorCode() == ACCESS_DENIED ? RunningServer.Answer.STRANGER : RunningServer.Answer.NONE;
        }
    }

    private static Connection connect(RunningServer server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "root");
        properties.setProperty("password", server.password());
        properties.setProperty("sslMode", "disable");
        // A stopped process accepts connections and says nothing.
        properties.setProperty("connectTimeout", "3000");
        properties.setProperty("socketTimeout", "3000");
        return new Driver().connect("jdbc:mariadb://127.0.0.1:" + server.port() + "/", properties);
    }

    @Override
    public String prepare() throws IOException {
        binary = MariaDbBinary.find(directory.writtenBy(), progress);
        if (!directory.isInstalled()) {
            progress.accept("Creating the database in " + directory.root());
            new MariaDbInstallation(binary, directory).install();
        }
        directory.writtenBy(binary.version());
        return "MariaDB " + binary.version();
    }

    @Override
    public ProcessHandle launch(int port) throws IOException {
        // Its output goes to a file and not to us: it must live on when we are killed.
        return new ProcessBuilder(command(port))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.log().toFile()))
                .start()
                .toHandle();
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(binary.command(directory.files(), directory.temporary()));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Relative to the data: an absolute path may be longer than a socket's name can be.
                "--socket=mariadb.sock",
                "--pid-file=mariadbd.pid",
                // Making a key pair costs seconds at start, and nothing leaves this machine.
                "--skip-ssl",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + bufferPoolMegabytes + "M",
                // Only the system's own tables are not InnoDB's.
                "--performance-schema=OFF",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--query-cache-size=0"));
        return command;
    }

    @Override
    public String firstError(long length) throws IOException {
        return directory.firstError(length);
    }
}

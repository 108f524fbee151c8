package io.confab.bench.target;

import io.confab.bench.load.Account;
import io.confab.testkit.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes users and groups behind the server's back, straight in the tables: through the door it would take a tenth of a
 * second of hashing each. They look as if they had registered and joined, but for a password that nobody knows.
 */
public final class Crowd implements AutoCloseable {

    private final Connection connection;
    private final Tokens tokens;

    private Crowd(Connection connection, Tokens tokens) {
        this.connection = connection;
        this.tokens = tokens;
    }

    /** Goes to the database of a server. */
    public static Crowd of(Target target) {
        try {
            return new Crowd(Jdbc.connect(target.mysqlUri()), new Tokens(target.secret()));
        } catch (SQLException e) {
            throw new IllegalStateException("The database refuses the load generator: " + e.getMessage(), e);
        }
    }

    /** New users with tokens that are valid for 15 minutes. */
    public List<Account> users(int count) {
        return insert(count, "nobody knows");
    }

    /** New registered names, which have no password; nobody has proven them. */
    public List<Account> names(int count) {
        return insert(count, null);
    }

    /** How many messages of a group are stored. */
    public long messages(long groupId) {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT COUNT(*) FROM messages WHERE group_id = ?")) {
            select.setLong(1, groupId);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Account> insert(int count, String passwordHash) {
        String crowd = "bench" + UUID.randomUUID().toString().substring(24) + "-";
        String sql = """
            INSERT INTO users (name, folded_name, password_hash, created_at)
            VALUES (?, ?, ?, UTC_TIMESTAMP(6))\
            """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < count; i++) {
                insert.setString(1, crowd + i);
                insert.setString(2, crowd + i);
                insert.setString(3, passwordHash);
                insert.addBatch();
            }
            insert.executeBatch();
            return accounts(crowd);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Account> accounts(String crowd) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, name FROM users WHERE folded_name LIKE ? ORDER BY id")) {
            select.setString(1, crowd + "%");
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    accounts.add(new Account(rows.getLong(1), tokens.sign(rows.getLong(1), rows.getString(2))));
                }
            }
        }
        return accounts;
    }

    /** A new private group with these members and an empty log. */
    public long group(List<Account> members) {
        return group(members, null);
    }

    /** The same as a public group with a slug; a private one when that is null. */
    public long group(List<Account> members, String slug) {
        String sql = """
            INSERT INTO `groups` (kind, slug, name, created_at, changed_at, member_count)
            VALUES (?, ?, 'Bench', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), ?)\
            """;
        try (PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, slug == null ? "PRIVATE" : "PUBLIC");
            insert.setString(2, slug);
            insert.setInt(3, members.size());
            insert.executeUpdate();
            try (ResultSet ids = insert.getGeneratedKeys()) {
                ids.next();
                long id = ids.getLong(1);
                join(id, members);
                return id;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void join(long groupId, List<Account> members) throws SQLException {
        String sql = """
            INSERT INTO group_members
              (group_id, user_id, role, joined_seq, delivered_seq, read_seq, joined_at, changed_at)
            VALUES (?, ?, 'MEMBER', 0, 0, 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))\
            """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Account member : members) {
                insert.setLong(1, groupId);
                insert.setLong(2, member.userId());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

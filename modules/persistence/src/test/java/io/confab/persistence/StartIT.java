package io.confab.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.testkit.OwnServer;
import io.confab.testkit.Services;
import org.junit.jupiter.api.Test;

/** What persistence looks at before it serves, and how it says no. */
class StartIT {

    @Test
    void knowsTheNewestOfItsMigrations() {
        String uri = Services.mysql();
        new Rig(uri).close();
        var newest = Schema.flyway(Address.of(uri)).info().current();
        assertThat(newest.getVersion().getVersion()).isEqualTo(Integer.toString(Schema.NEWEST));
    }

    @Test
    void startsAgainOnTheTablesItMade() {
        String uri = Services.mysql();
        new Rig(uri).close();
        try (Rig rig = new Rig(uri)) {
            assertThat(rig.number("SELECT COUNT(*) FROM `groups`")).isEqualTo(3);
        }
    }

    @Test
    void startsTwiceAtOnceOnAnEmptyDatabase() {
        String uri = Services.mysql();
        try (Rig one = Rig.starting(uri);
                Rig other = Rig.starting(uri)) {
            one.started();
            other.started();
            assertThat(one.number("SELECT COUNT(*) FROM `groups`")).isEqualTo(3);
        }
    }

    @Test
    void refusesTablesOfANewerVersion() {
        String uri = Services.mysql();
        try (Rig rig = new Rig(uri)) {
            rig.sql(
                    "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                            + " execution_time, success) VALUES (99, '99', 'from the future', 'SQL', 'V99.sql', 'x', 1, 1)");
        }
        Failure refusal = Rig.refusalToStart(uri);
        assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
        assertThat(refusal.sentence()).contains("newer version", "99");
    }

    @Test
    void refusesAWrongPasswordWithoutRepeatingIt() {
        Address right = Address.of(Services.mysql());
        Failure refusal = Rig.refusalToStart(uri(right, right.user(), "wr0ng", right.database()));
        assertThat(refusal.code()).isEqualTo(Code.INVALID);
        assertThat(refusal.sentence()).contains("user or the password").doesNotContain("wr0ng");
    }

    @Test
    void refusesADatabaseThatIsNotThere() {
        Address right = Address.of(Services.mysql());
        Failure refusal = Rig.refusalToStart(uri(right, right.user(), right.password(), "confab_nowhere"));
        assertThat(refusal.sentence()).contains("confab_nowhere").doesNotContain(right.password() + "@");
    }

    @Test
    void refusesAHostThatIsNotThere() {
        Failure refusal = Rig.refusalToStart("mysql://confab:secret@nowhere.invalid/confab");
        assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal.sentence()).contains("nowhere.invalid").doesNotContain("secret");
    }

    @Test
    void refusesAServerThatAnswersBeforeItHasStored() {
        OwnServer lossy = Services.ownMysql();
        try (Rig rig = new Rig(lossy.uri())) {
            rig.sql("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        }
        Failure refusal = Rig.refusalToStart(lossy.uri(), false);
        assertThat(refusal.code()).isEqualTo(Code.INVALID);
        assertThat(refusal.sentence()).contains("innodb_flush_log_at_trx_commit = 1");
        new Rig(lossy.uri()).close();
        lossy.close();
    }

    @Test
    void readsUrisAndNeverShowsThePassword() {
        Address address = Address.of("mysql://us%40er:p%2Fa+s%20s@[::1]:3307/con%2Dfab?tls=true");
        assertThat(address).isEqualTo(new Address("::1", 3307, "con-fab", "us@er", "p/a+s s", true));
        assertThat(address.toString()).doesNotContain("p/a");
        assertThat(Address.of("mysql://u@h/d").port()).isEqualTo(3306);
        assertThatThrownBy(() -> Address.of("mysql://u:s3cret@/d")).hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> Address.of("mysql://u:s3 cret@h/d")).hasMessageNotContaining("s3");
        assertThatThrownBy(() -> Address.of("mysql://u:s3cret@h")).hasMessageNotContaining("s3cret");
    }

    private static String uri(Address address, String user, String password, String database) {
        return "mysql://" + user + ":" + password + "@" + address.host() + ":" + address.port() + "/" + database;
    }
}

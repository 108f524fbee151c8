package io.confab.persistence.account;

import static io.confab.persistence.account.AccountTables.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts and guests on real tables. */
class UsersIT {

    private static AccountTables tables;

    @BeforeAll
    static void open() {
        tables = new AccountTables();
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void storesAnAccountAndFindsItByNameMailAndNumber() {
        User ann = tables.ask(new StoreUser("Ann ☕ Ünï", "ann-1", "ann@example.org", HASH));
        assertThat(ann.guest()).isFalse();
        assertThat(tables.ask(new ReadUser(ann.id()))).isEqualTo(ann);
        assertThat(tables.ask(new LoadCredentials("ann-1"))).contains(new Credentials(ann, HASH, false));
        assertThat(tables.ask(new LoadCredentials("ann@example.org"))).contains(new Credentials(ann, HASH, false));
        assertThat(tables.ask(new LoadCredentials("Ann-1"))).isEmpty();
    }

    @Test
    void storesAGuestWithoutAPassword() {
        User guest = tables.ask(new StoreUser("Zoe", "zoe-guest", null, null));
        assertThat(guest.guest()).isTrue();
        assertThat(tables.ask(new ReadUser(guest.id()))).isEqualTo(guest);
        assertThat(tables.ask(new LoadCredentials("zoe-guest"))).contains(new Credentials(guest, null, false));
        tables.openSession(guest, null);
    }

    @Test
    void saysWhatIsTaken() {
        tables.ask(new StoreUser("Bob", "bob-taken", "bob@example.org", HASH));
        assertThat(tables.refusal(new StoreUser("BOB", "bob-taken", "other@example.org", HASH))
                        .field())
                .isEqualTo("username");
        assertThat(tables.refusal(new StoreUser("Bobby", "bobby-free", "bob@example.org", HASH))
                        .field())
                .isEqualTo("email");
        assertThat(tables.ask(new LoadCredentials("bobby-free"))).isEmpty();
    }

    @Test
    void letsOneOfTwentyHaveANameThatAllWantAtOnce() {
        List<Future<User>> wishes = IntStream.range(0, 20)
                .mapToObj(i -> tables.bus.ask(new StoreUser("Max", "max-wanted", null, HASH)))
                .toList();
        Future.join(wishes).otherwiseEmpty().await();
        assertThat(wishes).filteredOn(Future::succeeded).hasSize(1);
        assertThat(wishes)
                .filteredOn(Future::failed)
                .allSatisfy(
                        wish -> assertThat(Failure.from(wish.cause()).code()).isEqualTo(Code.CONFLICT));
    }

    @Test
    void saysThatThereIsNoSuchUser() {
        assertThat(tables.refusal(new ReadUser(1L << 50)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(tables.refusal(new StoreDisabled(1L << 50)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void findsNamesByPrefixInOrder() {
        User second = tables.ask(new StoreUser("Prefix B", "prefix b", null, HASH));
        User first = tables.ask(new StoreUser("Prefix A", "prefix a", null, HASH));
        User smile = tables.ask(new StoreUser("Prefix 😀", "prefix 😀", null, null));
        User shut = tables.ask(new StoreUser("Prefix C", "prefix c", null, HASH));
        tables.ask(new StoreUser("Prefer", "prefer", null, HASH));
        tables.ask(new StoreDisabled(shut.id()));
        assertThat(tables.ask(new LoadUsers("prefix", 50))).containsExactly(first, second, smile);
        assertThat(tables.ask(new LoadUsers("prefix", 1))).containsExactly(first);
        assertThat(tables.ask(new LoadUsers("prefix 😀", 50))).containsExactly(smile);
    }

    @Test
    void findsWhatIsAskedForAndNoPattern() {
        tables.ask(new StoreUser("Wild", "wild", null, HASH));
        User percent = tables.ask(new StoreUser("%ild", "%ild", null, HASH));
        assertThat(tables.ask(new LoadUsers("%", 50))).containsExactly(percent);
        assertThat(tables.ask(new LoadUsers("_ild", 50))).isEmpty();
        assertThat(tables.ask(new LoadUsers("' OR '1'='1", 50))).isEmpty();
    }
}

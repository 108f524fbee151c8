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
import org.junit.jupiter.api.Test;

/** Accounts and guests on real TABLES. */
class UsersIT {

    private static final AccountTables TABLES = new AccountTables();

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @Test
    void storesAnAccountAndFindsItByNameMailAndNumber() {
        User ann = TABLES.ask(new StoreUser("Ann ☕ Ünï", "ann-1", "ann@example.org", HASH));
        assertThat(ann.guest()).isFalse();
        assertThat(TABLES.ask(new ReadUser(ann.id()))).isEqualTo(ann);
        assertThat(TABLES.ask(new LoadCredentials("ann-1"))).contains(new Credentials(ann, HASH, false));
        assertThat(TABLES.ask(new LoadCredentials("ann@example.org"))).contains(new Credentials(ann, HASH, false));
        assertThat(TABLES.ask(new LoadCredentials("Ann-1"))).isEmpty();
    }

    @Test
    void storesAGuestWithoutAPassword() {
        User guest = TABLES.ask(new StoreUser("Zoe", "zoe-guest", null, null));
        assertThat(guest.guest()).isTrue();
        assertThat(TABLES.ask(new ReadUser(guest.id()))).isEqualTo(guest);
        assertThat(TABLES.ask(new LoadCredentials("zoe-guest"))).contains(new Credentials(guest, null, false));
        TABLES.openSession(guest, null);
    }

    @Test
    void saysWhatIsTaken() {
        TABLES.ask(new StoreUser("Bob", "bob-taken", "bob@example.org", HASH));
        assertThat(TABLES.refusal(new StoreUser("BOB", "bob-taken", "other@example.org", HASH))
                        .field())
                .isEqualTo("username");
        assertThat(TABLES.refusal(new StoreUser("Bobby", "bobby-free", "bob@example.org", HASH))
                        .field())
                .isEqualTo("email");
        assertThat(TABLES.ask(new LoadCredentials("bobby-free"))).isEmpty();
    }

    @Test
    void letsOneOfTwentyHaveANameThatAllWantAtOnce() {
        List<Future<User>> wishes = IntStream.range(0, 20)
                .mapToObj(i -> TABLES.bus.ask(new StoreUser("Max", "max-wanted", null, HASH)))
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
        assertThat(TABLES.refusal(new ReadUser(1L << 50)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(TABLES.refusal(new StoreDisabled(1L << 50)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void findsNamesByPrefixInOrder() {
        User second = TABLES.ask(new StoreUser("Prefix B", "prefix b", null, HASH));
        User first = TABLES.ask(new StoreUser("Prefix A", "prefix a", null, HASH));
        User smile = TABLES.ask(new StoreUser("Prefix 😀", "prefix 😀", null, null));
        User shut = TABLES.ask(new StoreUser("Prefix C", "prefix c", null, HASH));
        TABLES.ask(new StoreUser("Prefer", "prefer", null, HASH));
        TABLES.ask(new StoreDisabled(shut.id()));
        assertThat(TABLES.ask(new LoadUsers("prefix", 50))).containsExactly(first, second, smile);
        assertThat(TABLES.ask(new LoadUsers("prefix", 1))).containsExactly(first);
        assertThat(TABLES.ask(new LoadUsers("prefix 😀", 50))).containsExactly(smile);
    }

    @Test
    void findsWhatIsAskedForAndNoPattern() {
        TABLES.ask(new StoreUser("Wild", "wild", null, HASH));
        User percent = TABLES.ask(new StoreUser("%ild", "%ild", null, HASH));
        assertThat(TABLES.ask(new LoadUsers("%", 50))).containsExactly(percent);
        assertThat(TABLES.ask(new LoadUsers("_ild", 50))).isEmpty();
        assertThat(TABLES.ask(new LoadUsers("' OR '1'='1", 50))).isEmpty();
    }
}

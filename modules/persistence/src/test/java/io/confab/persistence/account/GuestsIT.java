package io.confab.persistence.account;

import static io.confab.persistence.account.AccountTables.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Request;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadGuests;
import io.confab.contract.account.LoadNameProof;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StoreDismissal;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.StoreName;
import io.confab.contract.account.StorePin;
import io.confab.contract.account.StoreRelease;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guests and registered names on real tables. */
class GuestsIT {

    private static final String SECRET = "01".repeat(32);
    private static final String OTHER_SECRET = "02".repeat(32);
    private static final Duration HOUR = Duration.ofHours(1);

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
    void letsTwoGuestsHaveOneNameUnlessBothClaimIt() {
        User one = tables.ask(new StoreGuest("Ann", "twice", null, null));
        User other = tables.ask(new StoreGuest("ANN", "twice", null, null));
        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.guest()).isTrue();
        assertThat(tables.ask(new ReadUser(other.id())).name()).isEqualTo("ANN");
        assertThat(tables.ask(new LoadGuests(1_000))).contains(one.id(), other.id());
        assertThat(tables.ask(new LoadUsers("twice", 10))).isEmpty();

        tables.ask(new StoreGuest("Ann", "twice", "hall:twice", SECRET));
        assertThat(refusedName(new StoreGuest("Ann", "twice", "hall:twice", SECRET)))
                .isEqualTo("username");
        tables.ask(new StoreGuest("Ann", "twice", "cellar:twice", SECRET));
    }

    @Test
    void takesAGuestForPresentWhileHisSessionIsOpen() {
        User ann = tables.ask(new StoreGuest("Ann", "signed in", null, null));
        tables.ask(new StoreSession(ann.id(), null, 4_001, HOUR, 5, AccountTables.HOME));
        assertThat(tables.ask(new LoadGuests(1_000))).doesNotContain(ann.id());
        tables.ask(new EndSessions(ann.id(), 4_001, false));
        assertThat(tables.ask(new LoadGuests(1_000))).contains(ann.id());
    }

    @Test
    void freesAClaimAtOnceOrHoldsItForWhoShowsTheSecret() {
        User first = tables.ask(guest("held", SECRET));
        dismiss(first.id(), Duration.ZERO);
        assertThat(tables.ask(new LoadGuests(1_000))).doesNotContain(first.id());

        User second = tables.ask(guest("held", SECRET));
        assertThat(tables.ask(new FindClaim("hall:held", SECRET))).contains(second.id());
        assertThat(tables.ask(new FindClaim("hall:held", OTHER_SECRET))).isEmpty();
        dismiss(second.id(), HOUR);
        tables.ask(new StoreRelease(second.id(), Duration.ZERO));
        assertThat(refusedName(guest("held", OTHER_SECRET))).isEqualTo("username");
        assertThat(refusedName(guest("held", null))).isEqualTo("username");
        User back = tables.ask(guest("held", SECRET));
        assertThat(back.id()).isNotEqualTo(second.id());

        dismiss(back.id(), Duration.ofNanos(1_000));
        tables.ask(guest("held", OTHER_SECRET));
    }

    @Test
    void keepsGuestsFromTheNamesOfAccountsAndOfProvenNames() {
        tables.ask(new StoreUser("Owner", "owned", null, HASH));
        assertThat(refusedName(new StoreGuest("Owner", "owned", null, null))).isEqualTo("username");
        long unproven = tables.ask(name("unproven", null)).user().id();
        tables.ask(new StoreGuest("Unproven", "unproven", null, null));
        tables.ask(new StorePin(unproven));
        assertThat(refusedName(new StoreGuest("Unproven", "unproven", null, null)))
                .isEqualTo("username");
    }

    @Test
    void keepsTheNameOfAGuestWhoIsHereFromBecomingSomebodyElses() {
        User guest = tables.ask(new StoreGuest("Present", "present", null, null));
        assertThat(refusedName(new StoreUser("Present", "present", null, HASH))).isEqualTo("username");
        assertThat(refusedName(name("present", null))).isEqualTo("username");
        assertThat(tables.ask(new LoadCredentials("present"))).isEmpty();
        dismiss(guest.id(), HOUR);
        tables.ask(new StoreUser("Present", "present", null, HASH));
    }

    @Test
    void givesANameThatManyWantAtOnceToGuestsOrToOneAccount() {
        List<Future<User>> guests = wishes(i -> tables.bus.ask(new StoreGuest("Max", "wanted", null, null)));
        List<Future<User>> accounts = wishes(i -> tables.bus.ask(new StoreUser("Max", "wanted", null, HASH)));
        Future.join(Stream.concat(guests.stream(), accounts.stream()).toList())
                .otherwiseEmpty()
                .await();
        long owners = accounts.stream().filter(Future::succeeded).count();
        long visitors = guests.stream().filter(Future::succeeded).count();
        assertThat(owners).isLessThanOrEqualTo(1);
        assertThat(Math.min(owners, visitors)).isZero();
    }

    @Test
    void provesANameByItsTokenAndAllNamesOfABrowser() {
        StoreName.Stored first = tables.ask(name("proof-1", null));
        assertThat(first.browserKept()).isFalse();
        assertThat(first.user().guest()).isTrue();
        StoreName.Stored second = tables.ask(name("proof-2", browser("proof-1")));
        assertThat(second.browserKept()).isTrue();
        StoreName.Stored third = tables.ask(name("proof-3", "ff".repeat(32)));
        assertThat(third.browserKept()).isFalse();

        assertThat(proof(first.user(), token("proof-1"), null).byToken()).isTrue();
        assertThat(proof(first.user(), token("proof-2"), null)).matches(found -> !found.byToken() && found.known());
        assertThat(proof(first.user(), "ee".repeat(32), null)).matches(found -> !found.byToken() && !found.known());
        assertThat(proof(first.user(), null, null)).matches(found -> !found.byBrowser() && !found.known());
        assertThat(proof(second.user(), null, browser("proof-1")).byBrowser()).isTrue();
        assertThat(proof(third.user(), null, browser("proof-1")).byBrowser()).isFalse();
        assertThat(proof(third.user(), null, "ff".repeat(32)).byBrowser()).isFalse();
    }

    @Test
    void pinsANameOnce() {
        User user = tables.ask(name("pinned", null)).user();
        assertThat(proof(user, null, null).pinned()).isFalse();
        assertThat(tables.ask(new StorePin(user.id()))).isTrue();
        assertThat(tables.ask(new StorePin(user.id()))).isFalse();
        assertThat(proof(user, null, null).pinned()).isTrue();
    }

    @Test
    void knowsNoProofOfGuestsShutAccountsAndNobody() {
        User guest = tables.ask(new StoreGuest("Passing", "passing", null, null));
        User shut = tables.account();
        tables.ask(new StoreDisabled(shut.id()));
        assertThat(tables.ask(new LoadNameProof(guest.id(), SECRET, null))).isEmpty();
        assertThat(tables.ask(new LoadNameProof(shut.id(), SECRET, null))).isEmpty();
        assertThat(tables.ask(new LoadNameProof(1L << 50, SECRET, null))).isEmpty();
    }

    @Test
    void letsNoGuestOwnAGroupAndNoneEnterWhoIsGone() {
        User ann = tables.account();
        User guest = tables.ask(new StoreGuest("Heir", "heir", null, null));
        Group group = tables.ask(new StoreGroup(ann.id(), GroupKind.PUBLIC, "Hall", "hall", null, List.of()));
        join(guest, group);
        assertThat(tables.refusal(new AppendChange(
                                ann.id(), group.id(), Guard.OWNER, new Change.SetRole(guest.id(), Role.OWNER)))
                        .code())
                .isEqualTo(Code.CONFLICT);
        leave(ann, group);
        assertThat(tables.ask(new LoadMembership(guest.id(), group.id()))).contains(Role.MEMBER);
        leave(guest, group);
        join(guest, group);
        assertThat(tables.ask(new LoadMembership(guest.id(), group.id()))).contains(Role.MEMBER);
        leave(guest, group);
        dismiss(guest.id(), Duration.ZERO);
        assertThat(tables.refusal(joining(guest, group)).code()).isEqualTo(Code.NOT_FOUND);
        join(ann, group);
        assertThat(tables.ask(new LoadMembership(ann.id(), group.id()))).contains(Role.OWNER);
    }

    private static void dismiss(long guest, Duration hold) {
        tables.ask(new StoreRelease(guest, hold));
        tables.ask(new StoreDismissal(guest));
    }

    private static List<Future<User>> wishes(IntFunction<Future<User>> wish) {
        return new ArrayList<>(IntStream.range(0, 10).mapToObj(wish).toList());
    }

    private static void join(User user, Group group) {
        tables.ask(joining(user, group));
    }

    private static AppendChange joining(User user, Group group) {
        return new AppendChange(user.id(), group.id(), Guard.PUBLIC_GROUP, new Change.Join(user.id(), Role.MEMBER));
    }

    private static void leave(User user, Group group) {
        tables.ask(new AppendChange(user.id(), group.id(), Guard.MEMBER, new Change.Leave(user.id())));
    }

    private static StoreGuest guest(String name, String secret) {
        return new StoreGuest(name, name, "hall:" + name, secret);
    }

    private static StoreName name(String name, String browser) {
        return new StoreName(name, name, token(name), browser, browser(name));
    }

    private static String token(String name) {
        return hash("token " + name);
    }

    private static String browser(String name) {
        return hash("browser " + name);
    }

    private static String hash(String text) {
        return String.format("%064x", text.hashCode() & 0xffffffffL);
    }

    private static LoadNameProof.Stored proof(User user, String token, String browser) {
        return tables.ask(new LoadNameProof(user.id(), token, browser)).orElseThrow();
    }

    private static String refusedName(Request<?> request) {
        Failure refusal = tables.refusal(request);
        assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
        return refusal.field();
    }
}

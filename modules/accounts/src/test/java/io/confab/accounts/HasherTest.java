package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.contract.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HasherTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Hasher hasher = new Hasher(vertx, new Hashing(4_096, 1, 2, 3));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void knowsThePasswordOfAHash() {
        String hash = on(() -> hasher.hash("correct horse")).await();
        assertThat(hash).startsWith("$argon2id$v=19$m=4096,t=1,p=1$").hasSizeLessThan(255);
        assertThat(on(() -> hasher.matches("correct horse", hash)).await()).isTrue();
        assertThat(on(() -> hasher.matches("Correct horse", hash)).await()).isFalse();
    }

    @Test
    void knowsHashesOfBcryptThatOtherSystemsMade() {
        // made by the programs of other languages, with their revisions
        for (String hash : List.of(
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")) {
            assertThat(on(() -> hasher.matches("U*U", hash)).await()).as(hash).isTrue();
            assertThat(on(() -> hasher.matches("U*U*", hash)).await()).as(hash).isFalse();
            assertThat(hasher.isOutdated(hash)).isTrue();
        }
    }

    @Test
    void makesHashesOfBcryptWhereThatIsSet() {
        Hasher bcrypt = new Hasher(vertx, new Hashing(4_096, 1, 2, 3).withBcrypt());
        String hash = on(() -> bcrypt.hash("correct horse")).await();
        assertThat(hash).startsWith("$2b$10$").hasSize(60);
        assertThat(on(() -> bcrypt.matches("correct horse", hash)).await()).isTrue();
        assertThat(on(() -> bcrypt.matches("Correct horse", hash)).await()).isFalse();
        assertThat(bcrypt.isOutdated(hash)).isFalse();
        assertThat(on(() -> bcrypt.matches("correct horse", bcrypt.nobodysHash()))
                        .await())
                .isFalse();
    }

    @Test
    void neverCutsAPasswordThatIsLongerThanBcryptTakes() {
        Hasher bcrypt = new Hasher(vertx, new Hashing(4_096, 1, 2, 3).withBcrypt());
        String longer = "p".repeat(72);
        String hash = on(() -> bcrypt.hash(longer + "a")).await();
        assertThat(hash).startsWith("$argon2id$");
        assertThat(on(() -> bcrypt.matches(longer + "b", hash)).await()).isFalse();
        assertThat(bcrypt.isOutdated(hash)).isFalse();
        String cut = on(() -> bcrypt.hash(longer)).await();
        assertThat(on(() -> bcrypt.matches(longer + "a", cut)).await()).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(on(() -> hasher.hash("correct horse")).await())
                .isNotEqualTo(on(() -> hasher.hash("correct horse")).await());
    }

    @Test
    void hasAHashForNobodyThatNoPasswordMatches() {
        assertThat(on(() -> hasher.matches("", hasher.nobodysHash())).await()).isFalse();
        assertThat(on(() -> hasher.matches("correct horse", hasher.nobodysHash()))
                        .await())
                .isFalse();
        String real = on(() -> hasher.hash("correct horse")).await();
        assertThat(hasher.nobodysHash()).hasSameSizeAs(real);
        assertThat(hasher.isOutdated(hasher.nobodysHash())).isFalse();
    }

    @Test
    void knowsAHashOfOtherParameters() {
        Hasher stronger = new Hasher(vertx, new Hashing(8_192, 2, 1, 0));
        String old = on(() -> hasher.hash("correct horse")).await();
        assertThat(stronger.isOutdated(old)).isTrue();
        assertThat(hasher.isOutdated(old)).isFalse();
        assertThat(on(() -> stronger.matches("correct horse", old)).await()).isTrue();
    }

    @Test
    void refusesMoreThanItsLineHolds() {
        List<Future<String>> hashes = onContext(() -> IntStream.range(0, 8)
                        .mapToObj(i -> hasher.hash("correct horse " + i))
                        .toList())
                .await();
        Future.join(hashes).otherwiseEmpty().await();
        assertThat(hashes.subList(0, 5)).allMatch(Future::succeeded);
        assertThat(hashes.subList(5, 8))
                .allSatisfy(hash -> assertThat(hash.cause())
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.code()).isEqualTo(Failure.Code.UNAVAILABLE)));
        assertThat(on(() -> hasher.hash("there is room again")).await()).isNotNull();
    }

    @Test
    void failsForAHashThatIsNone() {
        assertThatThrownBy(
                        () -> on(() -> hasher.matches("correct horse", "plain")).await())
                .isInstanceOf(RuntimeException.class);
        assertThat(on(() -> hasher.hash("and lives on")).await()).isNotNull();
    }

    private <T> Future<T> on(Callable<Future<T>> work) {
        return onContext(work).compose(future -> future);
    }

    /** The hasher belongs to one context, as it does in the verticle. */
    private <T> Future<T> onContext(Callable<T> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> Future.<Void>succeededFuture()
                .map(started -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .onComplete(done::handle));
        return done.future();
    }
}

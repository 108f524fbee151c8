package io.confab.accounts;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and checks passwords with Argon2id (RFC 9106), or with bcrypt for systems that read them, on workers of its own,
 * never on an event loop.
 *
 * <p>The line is bounded: beyond it everything fails {@code UNAVAILABLE} at once. To be used from one context.
 */
final class Hasher {

    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final Hashing settings;
    private final WorkerExecutor workers;
    private final SecureRandom random = new SecureRandom();
    private final String nobodysHash;
    private int underWay;
    private long begun;

    Hasher(Vertx vertx, Hashing settings) {
        this.settings = settings;
        workers = vertx.createSharedWorkerExecutor(
                "password-hashing", settings.threads(), SLOW.toMillis(), TimeUnit.MILLISECONDS);
        nobodysHash = settings.isBcrypt()
                ? Bcrypt.nobodysHash(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES))
                : encoded(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /**
     * The hash of a prepared password, with its salt and parameters, in PHC string format, or of bcrypt where that is set
     * and takes the whole password.
     */
    Future<String> hash(String password) {
        if (settings.isBcrypt() && Bcrypt.takes(password)) {
            return compute(() -> Bcrypt.hash(password));
        }
        byte[] salt = randomBytes(SALT_BYTES);
        return compute(() -> current().hash(utf8(password), salt).getResult());
    }

    /** Whether a prepared password is the one of a hash, Argon2's or bcrypt's; takes as long whatever the answer. */
    Future<Boolean> matches(String password, String hash) {
        return compute(() -> Bcrypt.made(hash)
                ? Bcrypt.matches(password, hash)
                : Argon2Function.getInstanceFromHash(hash).check(utf8(password), utf8(hash)));
    }

    /** A hash that no password has: checking against it takes the time that an account would take. */
    String nobodysHash() {
        return nobodysHash;
    }

    /** Whether a hash is weaker than those of now: an Argon2 hash is not replaced by one of bcrypt. */
    boolean isOutdated(String hash) {
        return (settings.isBcrypt() && Bcrypt.made(hash)) ? Bcrypt.isOutdated(hash) : !hash.startsWith(parameters());
    }

    /** How many hashes were begun: the cost so far. */
    long begun() {
        return begun;
    }

    Future<Void> close() {
        return workers.close();
    }

    private <T> Future<T> compute(Callable<T> work) {
        if (underWay >= settings.threads() + settings.queue()) {
            return Future.failedFuture(Failure.unavailable("Too many people sign in at this moment; try again"));
        }
        underWay++;
        begun++;
        return workers.executeBlocking(work, false).onComplete(done -> underWay--);
    }

    /** Made at the first hash, since the library keeps the memory of one for each set of parameters. */
    private Argon2Function current() {
        return Argon2Function.getInstance(settings.memoryKib(), settings.iterations(), LANES, HASH_BYTES, Argon2.ID);
    }

    private String encoded(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return parameters() + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private String parameters() {
        return "$argon2id$v=" + Argon2Function.ARGON2_VERSION_13 + "$m=" + settings.memoryKib() + ",t="
                + settings.iterations() + ",p=" + LANES + "$";
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

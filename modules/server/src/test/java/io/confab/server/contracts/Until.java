package io.confab.server.contracts;

import io.confab.testkit.client.NativeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what nobody announces, such as a count that is read. */
final class Until {

    private Until() {}

    static void isTrue(BooleanSupplier condition, Supplier<String> otherwise) {
        Instant deadline = Instant.now().plusSeconds(NativeClient.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}

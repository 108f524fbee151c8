package io.confab.server.contracts;

/** Somebody who talks in one group by one contract, and what he hears there, whatever its shape: {@code name: text}. */
interface Party extends AutoCloseable {

    /** How others see him. */
    String name();

    /** Says something, once; returns when it is sent. */
    void say(String text);

    /** The next line that is said, by whomever; skips what is no line. Fails when the shape is not that of the contract. */
    String hear();

    /** Whether he is told what he said himself, here. */
    default boolean hearsHimself() {
        return true;
    }

    /** Whether anything was heard and not taken, comings and goings aside. */
    boolean hasHeardMore();

    @Override
    void close();
}

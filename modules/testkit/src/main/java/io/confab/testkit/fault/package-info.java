/**
 * Tools that break a running Confab and find out what it lost.
 *
 * <p>{@code ServerProcess} and {@code Signal} break things, {@code RetryingClient} behaves as a good client does while they
 * are broken and writes down what it was told, {@code LogChecker} holds those notes against the database.
 *
 * <p>Must not know: how the server works; only {@code StoredLog} knows its tables.
 *
 * <p>Start reading at {@code LogChecker}.
 */
package io.confab.testkit.fault;

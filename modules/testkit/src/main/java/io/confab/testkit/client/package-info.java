/**
 * A small client of the native protocol for tests, fault tests and the load generator's own tests.
 *
 * <p>Must not know: how the server works. Everything here could have been written from {@code docs/protocol.md} alone.
 *
 * <p>Start reading at {@code NativeClient}; {@code NativeSocket} is the asynchronous part below it and {@code ToyServer}
 * the smallest server that speaks the protocol, for tests of clients.
 */
package io.confab.testkit.client;

/**
 * The load generator and its scenarios; {@code docs/performance.md} says how to run them.
 *
 * <p>Must not know: the server's classes other than contract. It talks to a server as any client does.
 *
 * <p>Start reading at the scenarios.
 */
package io.confab.bench;

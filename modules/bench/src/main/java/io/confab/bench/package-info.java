/**
 * The load generator and its scenarios; {@code docs/performance.md} says how to run them and what came out.
 *
 * <p>Must not know: the server's classes other than contract. It talks to a server as any client does; only
 * {@code target.Crowd}, which makes users and groups faster than any client may, knows tables.
 *
 * <p>Start reading at {@code Main}, then the scenarios.
 */
package io.confab.bench;

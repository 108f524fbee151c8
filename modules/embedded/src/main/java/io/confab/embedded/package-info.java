/**
 * Starts the private MariaDB and Redis of the one-command start and of the tests: real servers as processes of their own, on
 * loopback, in directories of ours, shared by the processes that start there and stopped by the last.
 *
 * <p>Must not know: the schema, what is kept in Redis, or who uses either. It is no part of the production jar.
 *
 * <p>Start reading at {@code EmbeddedMariaDb} and {@code EmbeddedRedis}; {@code ServerStart} and {@code SharedUse} hold what they
 * have in common.
 */
package io.confab.embedded;

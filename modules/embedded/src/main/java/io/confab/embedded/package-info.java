/**
 * Starts the private MariaDB of the one-command start and of the tests: a real server as a child process, on loopback, with its
 * data in a directory of ours.
 *
 * <p>Must not know: the schema, or who uses the database. It is no part of the production jar.
 *
 * <p>Start reading at {@code EmbeddedMariaDb}.
 */
package io.confab.embedded;

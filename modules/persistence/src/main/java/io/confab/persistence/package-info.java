/**
 * MySQL: the schema and its migrations, the log of each group, and the group commit that gives each event its seq.
 *
 * <p>Must not know: rules, sessions, HTTP. Its SQL runs unchanged on MySQL 8.4 and MariaDB 11.4. What it answered is committed.
 *
 * <p>Start reading at {@code PersistenceVerticle}, which only wires.
 */
package io.confab.persistence;

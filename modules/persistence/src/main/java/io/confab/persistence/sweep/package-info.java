/**
 * Finds in the database what other nodes committed and this one did not hear of, because Redis is away or a node died
 * between commit and publish.
 */
package io.confab.persistence.sweep;

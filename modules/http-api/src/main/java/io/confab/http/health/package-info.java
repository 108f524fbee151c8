/**
 * What machines ask of a node: does it live, is it ready and if not why, and its figures.
 *
 * <p>Start reading at {@code Health}.
 */
package io.confab.http.health;

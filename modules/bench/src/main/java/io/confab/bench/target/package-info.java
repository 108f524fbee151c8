/**
 * The server under load: started or found, its processes watched, its users made.
 *
 * <p>Start reading at {@code Target}.
 */
package io.confab.bench.target;

/**
 * Many sockets on one event loop, as cheap as they can be: what the generator burns is lost to the server it measures.
 *
 * <p>Start reading at {@code Session}.
 */
package io.confab.bench.load;

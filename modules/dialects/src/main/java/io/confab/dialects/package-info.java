/**
 * The contracts of five older chat systems on the one port, a package each; what their clients send and expect stands in
 * {@code docs/contracts/}.
 *
 * <p>A package knows the core through the two seams alone ({@link io.confab.gateway.session.Dialect} for sockets, {@link
 * io.confab.http.Routes} for HTTP) and the bus; it must not know another package, so that each can be deleted. What two of
 * them need is here: the door of their addresses, how they read bodies and tell faults, how they write times. Start reading
 * at {@link io.confab.dialects.Contracts}.
 */
package io.confab.dialects;

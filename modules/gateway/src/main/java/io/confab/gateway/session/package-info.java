/**
 * Sessions: live connections of users, what they may cost, what they hear, and the seam for contracts.
 *
 * <p>A {@link io.confab.gateway.session.Dialect} says in a contract's words what happens and turns what a client says into
 * calls on its {@link io.confab.gateway.session.Session}; a new contract is a new dialect and nothing else. All sessions of
 * one event loop are kept by {@link io.confab.gateway.session.Sessions}; nothing here is shared between loops.
 *
 * <p>Must not know: the words of any contract, how a frame travels, who may do what.
 *
 * <p>Start reading at {@link io.confab.gateway.session.Dialect}, then {@link io.confab.gateway.session.Session}.
 */
package io.confab.gateway.session;

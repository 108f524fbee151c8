/**
 * Who is who: accounts and guests, passwords, short sign-in tokens, rotating refresh tokens, sessions that can be revoked.
 *
 * <p>Must not know: HTTP, WebSockets, MySQL; it asks for stored rows over the bus. A password is hashed off the event loop, and
 * no secret is ever logged.
 *
 * <p>Start reading at the verticle, which only wires.
 */
package io.confab.accounts;

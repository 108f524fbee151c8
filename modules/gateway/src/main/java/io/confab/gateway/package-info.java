/**
 * WebSocket sessions, the feeds that bring each of them its groups in seq order, and the {@code Dialect} seam.
 *
 * <p>Must not know: MySQL and Redis, which are not on its class path; it sees only event-bus addresses per group. No word of a
 * foreign dialect stands here.
 *
 * <p>Start reading at {@code GatewayVerticle}, which only wires.
 */
package io.confab.gateway;

/**
 * REST under {@code /api/v1}, sign-in, the static page, health, metrics, and the {@code Routes} seam.
 *
 * <p>Must not know: MySQL, Redis, sockets and the rules; it turns HTTP into requests on the bus and failures into one
 * error body. {@code edge} is what every request passes, {@code api} the operations of {@code conf/openapi.yaml}, {@code
 * site} the files, {@code health} what a machine asks.
 *
 * <p>Start reading at {@code HttpApiVerticle}, which only wires.
 */
package io.confab.http;

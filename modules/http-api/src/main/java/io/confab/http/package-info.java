/**
 * REST under {@code /api/v1}, sign-in, the static page, health, metrics, and the {@code Routes} seam.
 *
 * <p>Must not know: MySQL, Redis, and the rules; it turns HTTP into requests on the bus and failures into one error body.
 *
 * <p>Start reading at {@code HttpApiVerticle}, which only wires.
 */
package io.confab.http;

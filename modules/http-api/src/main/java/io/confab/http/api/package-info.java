/**
 * The operations of {@code conf/openapi.yaml}: each {@code operationId} is one small method that turns a checked request
 * into one question on the bus, and its answer into JSON.
 *
 * <p>Must not know: who answers, and why something is allowed. What a request may look like is said by the OpenAPI file
 * alone; who may send it, by {@code Admission}.
 *
 * <p>Start reading at {@code Api}, then {@code Operations}.
 */
package io.confab.http.api;

/**
 * What every request passes before and after it is served: its id, who sent it, security headers, origins, rates, the one
 * error body, the access log.
 *
 * <p>Start reading at {@code Edge}.
 */
package io.confab.http.edge;

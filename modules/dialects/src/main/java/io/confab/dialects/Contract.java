package io.confab.dialects;

import io.confab.gateway.session.Dialect;
import io.confab.http.Routes;
import java.util.List;

/**
 * The contract of one older system; found as a service, made anew for each event loop.
 *
 * <p>What it serves over HTTP is described in {@code paths.yaml} beside its class: {@code tags} and {@code paths} of
 * OpenAPI, which go into the one document of the server.
 */
public interface Contract {

    /** Makes what speaks it on one event loop; called once for each. */
    Parts open(Surroundings surroundings);

    /**
     * What speaks a contract.
     *
     * @param sockets asked in the order of the contracts whose is {@code /ws/{x}}
     * @param routes its HTTP
     */
    record Parts(List<Dialect> sockets, List<Routes> routes) {}
}

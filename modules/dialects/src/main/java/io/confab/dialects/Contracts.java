package io.confab.dialects;

import io.confab.dialects.Contract.Parts;
import io.confab.gateway.session.Dialect;
import io.confab.http.Routes;
import java.util.List;
import java.util.ServiceLoader;

/** All contracts that are there, opened on one event loop. */
public final class Contracts {

    private final List<Parts> parts;

    private Contracts(List<Parts> parts) {
        this.parts = parts;
    }

    /** Opens those of the class path, in the order of their file of services. */
    public static Contracts open(Surroundings surroundings) {
        return new Contracts(ServiceLoader.load(Contract.class, Contract.class.getClassLoader()).stream()
                .map(provider -> provider.get().open(surroundings))
                .toList());
    }

    /** What speaks on sockets. */
    public List<Dialect> sockets() {
        return parts.stream().flatMap(part -> part.sockets().stream()).toList();
    }

    /** What speaks over HTTP. */
    public List<Routes> routes() {
        return parts.stream().flatMap(part -> part.routes().stream()).toList();
    }
}

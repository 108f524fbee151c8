package io.confab.dialects;

import io.confab.dialects.Contract.Parts;
import io.confab.gateway.session.Dialect;
import io.confab.http.Routes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All contracts that are there, opened on one event loop. */
public final class Contracts {

    private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);

    private final List<Parts> parts;
    private final Routes document;

    private Contracts(List<Parts> parts, Routes document) {
        this.parts = parts;
        this.document = document;
    }

    /** Opens those of the class path, in the order of their file of services; what it names and is not there is left out. */
    public static Contracts open(Surroundings surroundings) {
        List<Contract> found = found(ServiceLoader.load(Contract.class, Contract.class.getClassLoader())
                .iterator());
        return new Contracts(
                found.stream().map(contract -> contract.open(surroundings)).toList(),
                new Document(surroundings.vertx(), found));
    }

    /** What speaks on sockets. */
    public List<Dialect> sockets() {
        return parts.stream().flatMap(part -> part.sockets().stream()).toList();
    }

    /** What speaks over HTTP; errors at addresses that none of them owns have the body of most of the older systems. */
    public List<Routes> routes() {
        Stream<Routes> own = parts.stream().flatMap(part -> part.routes().stream());
        return Stream.concat(own, Stream.of(document, new Elsewhere())).toList();
    }

    static List<Contract> found(Iterator<Contract> services) {
        List<Contract> found = new ArrayList<>();
        while (services.hasNext()) {
            try {
                found.add(services.next());
            } catch (ServiceConfigurationError absent) {
                requireAbsence(absent);
            }
        }
        return found;
    }

    /** One that is there and fails has a cause; it must not go by unseen. */
    private static void requireAbsence(ServiceConfigurationError error) {
        if (error.getCause() != null) {
            throw error;
        }
        LOG.debug("A contract is left out: {}", error.getMessage());
    }
}

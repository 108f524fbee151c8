package io.confab.server.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Fleet}, which ends with the last of them. */
final class FleetSetup implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Fleet resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(FleetSetup.class))
                .computeIfAbsent(Fleet.class, type -> started(), Fleet.class);
    }

    private static Fleet started() {
        try {
            return Fleet.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

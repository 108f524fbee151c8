package io.confab.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.dialects.Contract.Parts;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {

    /** Found by its name in a file of services. */
    public static final class First implements Contract {
        @Override
        public Parts open(Surroundings surroundings) {
            return new Parts(List.of(), List.of());
        }
    }

    /** The one after those that are not there. */
    public static final class Last implements Contract {
        @Override
        public Parts open(Surroundings surroundings) {
            return new Parts(List.of(), List.of());
        }
    }

    @Test
    void leavesOutAContractWhoseClassesAreNotThere(@TempDir Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(
                services.resolve(Contract.class.getName()),
                List.of(
                        First.class.getName(),
                        "io.confab.dialects.deleted.Deleted",
                        "io.confab.dialects.gone.Gone",
                        Last.class.getName()));
        ClassLoader others = new ClassLoader(Contract.class.getClassLoader()) {
            @Override
            public java.util.Enumeration<URL> getResources(String name) {
                return java.util.Collections.emptyEnumeration();
            }
        };
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, others)) {
            List<Contract> found =
                    Contracts.found(ServiceLoader.load(Contract.class, loader).iterator());

            assertThat(found).hasExactlyElementsOfTypes(First.class, Last.class);
        }
    }
}

package io.confab.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the poms cannot forbid. Who may know whom is forbidden by them. */
class ArchitectureTest {

    private static final JavaClasses CONFAB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.confab");

    private static final List<String> CORE =
            List.of("contract", "accounts", "chat", "persistence", "redis-bridge", "gateway", "http-api");

    private static final Pattern FOREIGN_WORD = Pattern.compile(
            "\\b(s[0-4]|slack|whatsapp|fastapi|pydantic|socket\\.?io|engine\\.?io|conversations?|chat ?rooms?"
                    + "|/api/(rooms|channels|messages)|/(register|create_group|send_message))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final String FOREIGN_TYPE = ".*(Room|Channel|Conversation|Lobby|SocketIo).*";

    @Test
    void onlyTheBusTouchesTheEventBus() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.confab.contract.Bus")
                .and()
                .doNotHaveFullyQualifiedName("io.confab.contract.Bus$ByReference")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.eventbus..")
                .check(CONFAB);
    }

    @Test
    void noRecordOfTheContractKnowsVertx() {
        noClasses()
                .that()
                .resideInAPackage("io.confab.contract..")
                .and()
                .doNotHaveFullyQualifiedName("io.confab.contract.Bus")
                .and()
                .doNotHaveFullyQualifiedName("io.confab.contract.Bus$ByReference")
                .and()
                .doNotHaveFullyQualifiedName("io.confab.contract.bridge.Alone")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(CONFAB);
    }

    @Test
    void nothingInTheServerBlocksOnAFuture() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.confab.testkit..", "io.confab.bench..")
                .should()
                .callMethod(io.vertx.core.Future.class, "await")
                .check(CONFAB);
    }

    @Test
    void onlyTheConfigurationSeesTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.confab.testkit..", "io.confab.bench..")
                .and()
                .doNotHaveFullyQualifiedName("io.confab.server.Main")
                .should()
                .callMethod(System.class, "getenv")
                .check(CONFAB);
    }

    @Test
    void nobodyElseKnowsAForeignContract() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.confab.dialects..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.confab.dialects.*..")
                .check(CONFAB);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.confab.dialects..", "io.confab.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.confab.dialects..")
                .check(CONFAB);
    }

    @Test
    void noForeignContractKnowsAnother() {
        slices().matching("io.confab.dialects.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CONFAB);
        noClasses()
                .that()
                .resideInAPackage("io.confab.dialects")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.confab.dialects.*..")
                .check(CONFAB);
    }

    @Test
    void theCoreHasNoWordOfAForeignContract() throws IOException {
        for (String module : CORE) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(FOREIGN_WORD.matcher(Files.readString(file)).results())
                            .as(file.toString())
                            .isEmpty();
                    assertThat(file.getFileName().toString()).doesNotMatch(FOREIGN_TYPE);
                }
            }
        }
    }
}

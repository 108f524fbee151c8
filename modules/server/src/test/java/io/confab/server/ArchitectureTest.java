package io.confab.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the poms cannot forbid. Who may know whom is forbidden by them. */
class ArchitectureTest {

    private static final JavaClasses CONFAB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.confab");

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
}

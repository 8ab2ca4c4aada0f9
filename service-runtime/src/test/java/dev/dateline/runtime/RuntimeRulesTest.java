package dev.dateline.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dateline.schemas.Topic;
import org.junit.jupiter.api.Test;

class RuntimeRulesTest {

    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dateline.runtime");

    @Test
    void theRuntimeKnowsNoServiceAndNoArticle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.dateline.runtime.events")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.dateline..")
                        .and(not(resideInAPackage("dev.dateline.runtime..")))
                        .and(not(belongToAnyOf(Topic.class))))
                .because("services call the runtime; what is about articles belongs to the service that needs it")
                .check(RUNTIME);
    }

    @Test
    void theEventsKnowTheContractAndNoService() {
        noClasses()
                .that()
                .resideInAPackage("dev.dateline.runtime.events")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.dateline..")
                        .and(not(resideInAPackage("dev.dateline.runtime..")))
                        .and(not(resideInAPackage("dev.dateline.schemas"))))
                .because("every record tells its event alike, whichever service writes it, and its id is in the record")
                .check(RUNTIME);
    }

    @Test
    void itsPackagesHaveNoCycles() {
        slices().matching("dev.dateline.runtime.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each part must be usable without the others; move what both need to the one that comes first")
                .check(RUNTIME);
    }

    @Test
    void onlyTheMainReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.dateline.runtime.lifecycle")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because("settings come in by Settings, so that a test or another process can give them")
                .check(RUNTIME);
    }
}

package dev.dateline.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom, over all modules; it stands here because the command line alone sees them all. */
class ArchitectureTest {

    private static final String[] SERVICES = {"dev.dateline.ingest..", "dev.dateline.enrich..", "dev.dateline.publish.."
    };

    private static final JavaClasses DATELINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dateline");

    @ParameterizedTest
    @ValueSource(
            strings = {"schemas", "runtime", "localstack", "analysis", "ingest", "enrich", "publish", "cli", "bench"})
    void everyModuleIsSeenByTheseRules(String module) {
        assertThat(DATELINE).anyMatch(type -> type.getPackageName().startsWith("dev.dateline." + module));
    }

    @ParameterizedTest
    @CsvSource({
        "dev.dateline.ingest.., dev.dateline.enrich.., dev.dateline.publish..",
        "dev.dateline.enrich.., dev.dateline.ingest.., dev.dateline.publish..",
        "dev.dateline.publish.., dev.dateline.ingest.., dev.dateline.enrich.."
    })
    void servicesNeverDependOnOneAnother(String service, String other, String third) {
        noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(other, third)
                .because("services meet on topics alone; put a shared record into schemas, shared plumbing into"
                        + " service-runtime, shared reading of texts into analysis")
                .check(DATELINE);
    }

    @Test
    void whatTheServicesShareKnowsNoService() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.dateline.schemas..", "dev.dateline.runtime..", "dev.dateline.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES)
                .because(
                        "services call the shared modules; pass in what the shared code needs, or move the code into the"
                                + " one service that needs it")
                .check(DATELINE);
    }

    @Test
    void onlyTheCommandLineAndTheBenchmarksStartTheLocalStack() {
        noClasses()
                .that(resideInAnyPackage("dev.dateline.schemas..", "dev.dateline.runtime..", "dev.dateline.analysis..")
                        .or(resideInAnyPackage(SERVICES)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.dateline.localstack..")
                .because(
                        "a service takes addresses from its settings; in tests ask for a Stack with the StackExtension")
                .check(DATELINE);
    }

    @Test
    void readingATextKnowsNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.dateline.analysis..", "dev.dateline.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "dev.dateline.runtime..")
                .because(
                        "the analysis is a pure function that runs without a broker; do the reading and writing of topics"
                                + " in enrich-service")
                .check(DATELINE);
    }

    @Test
    void onlyMainsReadTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.dateline.runtime.lifecycle",
                        "dev.dateline.ingest",
                        "dev.dateline.enrich",
                        "dev.dateline.publish",
                        "dev.dateline.cli",
                        "dev.dateline.bench")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because(
                        "settings come in by Settings, so that a test or another process can give them; read the variable"
                                + " in the main and pass its value on")
                .check(DATELINE);
    }

    @Test
    void streamCodeTakesTimeFromRecordsOrAClock() {
        noClasses()
                .that()
                .resideInAPackage("dev.dateline.enrich..")
                .should()
                .callMethodWhere(
                        describe("the time is asked of the machine", ArchitectureTest::asksTheMachineForTheTime))
                .because("a topology must give the same answer when it reads the log again; take the record's time, the"
                        + " context's currentSystemTimeMs(), or a Clock that the caller gives")
                .check(DATELINE);
    }

    @Test
    void everyOperationIsDescribed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.dateline.runtime.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin.config..", "io.javalin.router..", "io.javalin.apibuilder..")
                .because(
                        "an operation that Routes does not know is missing in /openapi.json and asks for no key; give it to"
                                + " Routes.add with its description")
                .check(DATELINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.dateline.(**)")
                .should()
                .beFreeOfCycles()
                .because(
                        "packages stand in the order in which data passes them; move what both need into the one that comes"
                                + " first, or join the two")
                .check(DATELINE);
    }

    @Test
    void packagesAreNamedAfterWhatTheyDo() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..manager..", "..helper..", "..impl..")
                .because("such a package gathers whatever has no home; name it after the feature it serves")
                .check(DATELINE);
    }

    private static boolean asksTheMachineForTheTime(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getTarget().getName();
        boolean ofSystem = owner.equals("java.lang.System")
                && Set.of("currentTimeMillis", "nanoTime").contains(method);
        boolean ofTime = owner.startsWith("java.time.")
                && method.equals("now")
                && call.getTarget().getRawParameterTypes().isEmpty();
        return ofSystem || ofTime;
    }
}

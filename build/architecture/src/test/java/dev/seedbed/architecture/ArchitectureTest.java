package dev.seedbed.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructor;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Rules about the shape of the code that no compiler checks.
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.seedbed");

    /// Fewer would mean that the scan missed modules, and that the other rules hold for nothing.
    private static final int FEWEST_CLASSES = 400;

    @Test
    void seesTheWholeCode() {
        assertThat(CODE.size()).isGreaterThan(FEWEST_CLASSES);
        assertThat(CODE.stream().filter(each -> Module.of(each).isEmpty())).isEmpty();
        assertThat(CODE.stream().map(Module::of).flatMap(Optional::stream)).contains(Module.values());
    }

    @Test
    void modulesUseOnlyThoseAboveThem() {
        check(classes()
                .should(dependOnlyOn(
                        "use only the modules that theirs may use",
                        (from, to) -> Module.of(from)
                                .flatMap(module -> Module.of(to).map(module::mayUse))
                                .orElse(true))));
    }

    @Test
    void internalPackagesStayInTheirModule() {
        check(classes()
                .should(dependOnlyOn(
                        "use no internals of another module",
                        (from, to) -> !isInternal(to) || Module.of(to).equals(Module.of(from)))));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.seedbed.(**)").should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = CODE.getPackage("dev.seedbed").getSubpackagesInTree().stream()
                .filter(each -> !each.getClasses().isEmpty())
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).as("packages whose package-info lacks @NullMarked").isEmpty();
    }

    @Test
    void onlyTheCommandLinePrints() {
        DescribedPredicate<JavaClass> mayPrint = resideInAnyPackage("dev.seedbed.cli..", "dev.seedbed.examples..")
                // Programs of their own, which talk to the process that started them.
                .or(named("dev.seedbed.model.local.ModelServer"))
                .or(named("dev.seedbed.testkit.ScriptedEndpointArguments"))
                .or(named("dev.seedbed.testkit.benchmark.BenchmarkEndpoint"));
        check(noClasses()
                .that(DescribedPredicate.not(mayPrint))
                .should(accessField(System.class, "out"))
                .orShould(accessField(System.class, "err"))
                .orShould(callMethod(Throwable.class, "printStackTrace")));
    }

    @Test
    void nobodyLogsToTheTerminal() {
        check(noClasses()
                // Which silences a library that would.
                .that(DescribedPredicate.not(named("dev.seedbed.telemetry.Delivery")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.log4j..")));
    }

    @Test
    void timeAndChanceAreInjected() {
        check(noClasses()
                // Where the clock and the seed are put in.
                .that(DescribedPredicate.not(resideInAnyPackage("dev.seedbed", "dev.seedbed.cli..")))
                .should(callMethod(Instant.class, "now"))
                .orShould(callMethod(LocalDate.class, "now"))
                .orShould(callMethod(LocalDateTime.class, "now"))
                .orShould(callMethod(System.class, "currentTimeMillis"))
                .orShould(callMethod(Math.class, "random"))
                .orShould(callMethod(UUID.class, "randomUUID"))
                .orShould(callMethod(ThreadLocalRandom.class, "current"))
                .orShould(callConstructor(Random.class)));
    }

    @Test
    void onlyTheSparkModuleKnowsSpark() {
        check(noClasses()
                .that(DescribedPredicate.not(resideInAPackage("dev.seedbed.spark..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.spark..")));
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Utility|Helper|Helpers|Manager|Impl|Common)"));
        check(noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..helper.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }

    private static boolean isInternal(JavaClass javaClass) {
        return List.of(javaClass.getPackageName().split("\\.", -1)).contains("internal");
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, each -> each.getName().equals(name));
    }

    private static ArchCondition<JavaClass> dependOnlyOn(
            String description, BiFunction<JavaClass, JavaClass, Boolean> allowed) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                    if (!allowed.apply(javaClass, dependency.getTargetClass().getBaseComponentType())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}

package io.bellwire.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.IDN;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The rules of docs/ARCHITECTURE.md that a machine can check. */
final class ArchitectureRules {
    private static final String[] PROGRAMS = {
        "io.bellwire.ingest..", "io.bellwire.formatter..", "io.bellwire.sender..", "io.bellwire.config.."
    };
    private static final String STANDALONE = "io.bellwire.standalone..";

    private static final Set<String> TIME_SOURCES = Set.of(
            "java.lang.System.currentTimeMillis", "java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

    static final ArchRule INGEST_IGNORES_THE_OTHERS = ignoresTheOthers("io.bellwire.ingest..");
    static final ArchRule FORMATTER_IGNORES_THE_OTHERS = ignoresTheOthers("io.bellwire.formatter..");
    static final ArchRule SENDER_IGNORES_THE_OTHERS = ignoresTheOthers("io.bellwire.sender..");
    static final ArchRule CONFIG_IGNORES_THE_OTHERS = ignoresTheOthers("io.bellwire.config..");

    static final ArchRule WHAT_IS_SHARED_KNOWS_NO_PROGRAM = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.bellwire.schemas..",
                    "io.bellwire.settings..",
                    "io.bellwire.cef..",
                    "io.bellwire.stage..",
                    "io.bellwire.serving..",
                    "io.bellwire.siem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(PROGRAMS, STANDALONE));

    static final ArchRule MODULES_HAVE_NO_CYCLES =
            slices().matching("io.bellwire.(*)..").should().beFreeOfCycles();

    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.bellwire.(**)").should().beFreeOfCycles();

    static final ArchRule ENCODING_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.bellwire.cef..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "org.springframework..",
                            "org.apache.kafka..",
                            "org.slf4j..",
                            "java.util.logging..",
                            "java.net..",
                            "javax.net..",
                            "java.nio.channels..",
                            "io.netty..")
                    // A pure conversion of names that only lives there.
                    .and(DescribedPredicate.not(JavaClass.Predicates.type(IDN.class))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("the same alert and settings must always give the same bytes");

    static final ArchRule TRANSPORT_KNOWS_NEITHER_SPRING_NOR_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.bellwire.sender.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..");

    static final ArchRule PROPERTIES_ARE_RECORDS = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beRecords();

    static final ArchRule TIME_IS_PASSED_IN = noClasses()
            .should()
            .accessTargetWhere(asksForTheTimeOrSleeps())
            .because("a test turns the clock, and a wait has something to wait for");

    static final ArchRule PACKAGES_ARE_NAMED_AFTER_SUBJECTS = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..common..",
                    "..impl..",
                    "..helper..",
                    "..misc..",
                    "..dto..",
                    "..mapper..",
                    "..service..");

    static final ArchRule CLASSES_ARE_NAMED_AFTER_THINGS =
            noClasses().should().haveNameMatching(".*(Impl|Utils|Helper|Manager|Processor|Info)(\\$.*)?");

    /** A record's component passes its annotations on to its field, where they do no harm. */
    static final ArchRule FIELDS_ARE_NOT_INJECTED = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .should()
            .beAnnotatedWith(injection());

    static final ArchRule SETTERS_ARE_NOT_INJECTED = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .should()
            .beAnnotatedWith(injection());

    private ArchitectureRules() {}

    private static ArchRule ignoresTheOthers(String program) {
        String[] others =
                Arrays.stream(PROGRAMS).filter(other -> !other.equals(program)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(program)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(with(others, STANDALONE))
                .because("a record in a topic is the only thing that one program knows of another");
    }

    private static String[] with(String[] packages, String another) {
        String[] all = Arrays.copyOf(packages, packages.length + 1);
        all[packages.length] = another;
        return all;
    }

    private static DescribedPredicate<JavaAccess<?>> asksForTheTimeOrSleeps() {
        return DescribedPredicate.describe("ask the system for the time, or sleep", access -> {
            if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
                return false;
            }
            String owner = target.getOwner().getName();
            boolean clockGiven =
                    target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Clock.class));
            return TIME_SOURCES.contains(owner + "." + target.getName())
                    || (owner.startsWith("java.time.") && target.getName().equals("now") && !clockGiven)
                    || (owner.equals("java.util.Date")
                            && target.getName().equals("<init>")
                            && target.getRawParameterTypes().isEmpty());
        });
    }

    private static DescribedPredicate<JavaAnnotation<?>> injection() {
        Set<String> annotations = Set.of(
                Autowired.class.getName(),
                Value.class.getName(),
                "jakarta.inject.Inject",
                "jakarta.annotation.Resource");
        return DescribedPredicate.describe(
                "an annotation that injects",
                annotation -> annotations.contains(annotation.getRawType().getName()));
    }
}

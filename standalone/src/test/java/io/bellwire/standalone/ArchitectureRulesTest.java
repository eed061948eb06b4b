package io.bellwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.bellwire.cef.broken.Impure;
import io.bellwire.cef.broken.OtherHalfOfACycle;
import io.bellwire.ingest.broken.KnownToSender;
import io.bellwire.ingest.broken.KnowsSender;
import io.bellwire.schemas.broken.KnowsProgram;
import io.bellwire.sender.broken.KnownToOthers;
import io.bellwire.sender.broken.KnowsIngest;
import io.bellwire.sender.transport.broken.KnowsKafka;
import io.bellwire.settings.broken.Broken;
import io.bellwire.settings.broken.HalfOfACycle;
import io.bellwire.settings.broken.util.Anything;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule is broken once, so that none of them holds for want of teeth. */
class ArchitectureRulesTest {
    @Test
    void aProgramThatKnowsAnotherIsFound() {
        assertBroken(ArchitectureRules.INGEST_IGNORES_THE_OTHERS, KnowsSender.class, KnownToOthers.class);
        assertBroken(
                ArchitectureRules.FORMATTER_IGNORES_THE_OTHERS,
                io.bellwire.formatter.broken.KnowsSender.class,
                KnownToOthers.class);
        assertBroken(
                ArchitectureRules.CONFIG_IGNORES_THE_OTHERS,
                io.bellwire.config.broken.KnowsSender.class,
                KnownToOthers.class);
        assertBroken(ArchitectureRules.SENDER_IGNORES_THE_OTHERS, KnowsIngest.class, KnownToSender.class);
    }

    @Test
    void aSharedModuleThatKnowsAProgramIsFound() {
        assertBroken(ArchitectureRules.WHAT_IS_SHARED_KNOWS_NO_PROGRAM, KnowsProgram.class, KnownToOthers.class);
    }

    @Test
    void aCycleIsFound() {
        assertBroken(ArchitectureRules.MODULES_HAVE_NO_CYCLES, HalfOfACycle.class, OtherHalfOfACycle.class);
        assertBroken(ArchitectureRules.PACKAGES_HAVE_NO_CYCLES, HalfOfACycle.class, OtherHalfOfACycle.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Impure.KnowsSpring.class,
                Impure.KnowsKafka.class,
                Impure.KnowsLogging.class,
                Impure.KnowsNetwork.class,
                Impure.KnowsClock.class,
                Impure.Measures.class
            })
    void anImpureEncoderIsFound(Class<?> impure) {
        assertBroken(ArchitectureRules.ENCODING_IS_PURE, impure);
    }

    @Test
    void aTransportThatKnowsKafkaIsFound() {
        assertBroken(ArchitectureRules.TRANSPORT_KNOWS_NEITHER_SPRING_NOR_KAFKA, KnowsKafka.class);
    }

    @Test
    void propertiesThatAreNoRecordAreFound() {
        assertBroken(ArchitectureRules.PROPERTIES_ARE_RECORDS, Broken.MutableProperties.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Broken.AsksForTheTime.class,
                Broken.RefersToTheTime.class,
                Broken.AsksForMillis.class,
                Broken.Sleeps.class
            })
    void whoAsksTheSystemForTheTimeOrSleepsIsFound(Class<?> impatient) {
        assertBroken(ArchitectureRules.TIME_IS_PASSED_IN, impatient);
    }

    @Test
    void aPackageForEverythingIsFound() {
        assertBroken(ArchitectureRules.PACKAGES_ARE_NAMED_AFTER_SUBJECTS, Anything.class);
    }

    @Test
    void aNameThatSaysNothingIsFound() {
        assertBroken(ArchitectureRules.CLASSES_ARE_NAMED_AFTER_THINGS, Broken.SettingsManager.class);
    }

    @Test
    void injectionPastTheConstructorIsFound() {
        assertBroken(ArchitectureRules.FIELDS_ARE_NOT_INJECTED, Broken.FieldInjected.class);
        assertBroken(ArchitectureRules.SETTERS_ARE_NOT_INJECTED, Broken.SetterInjected.class);
    }

    private static void assertBroken(ArchRule rule, Class<?>... classes) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(classes)).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }
}

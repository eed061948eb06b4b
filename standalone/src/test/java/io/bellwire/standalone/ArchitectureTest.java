package io.bellwire.standalone;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Every class of Bellwire keeps the rules; {@link ArchitectureRulesTest} shows that each of them can be broken. */
@AnalyzeClasses(packages = "io.bellwire", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ingest = ArchitectureRules.INGEST_IGNORES_THE_OTHERS;

    @ArchTest
    static final ArchRule formatter = ArchitectureRules.FORMATTER_IGNORES_THE_OTHERS;

    @ArchTest
    static final ArchRule sender = ArchitectureRules.SENDER_IGNORES_THE_OTHERS;

    @ArchTest
    static final ArchRule config = ArchitectureRules.CONFIG_IGNORES_THE_OTHERS;

    @ArchTest
    static final ArchRule shared = ArchitectureRules.WHAT_IS_SHARED_KNOWS_NO_PROGRAM;

    @ArchTest
    static final ArchRule modules = ArchitectureRules.MODULES_HAVE_NO_CYCLES;

    @ArchTest
    static final ArchRule packages = ArchitectureRules.PACKAGES_HAVE_NO_CYCLES;

    @ArchTest
    static final ArchRule encoding = ArchitectureRules.ENCODING_IS_PURE;

    @ArchTest
    static final ArchRule transport = ArchitectureRules.TRANSPORT_KNOWS_NEITHER_SPRING_NOR_KAFKA;

    @ArchTest
    static final ArchRule properties = ArchitectureRules.PROPERTIES_ARE_RECORDS;

    @ArchTest
    static final ArchRule time = ArchitectureRules.TIME_IS_PASSED_IN;

    @ArchTest
    static final ArchRule packageNames = ArchitectureRules.PACKAGES_ARE_NAMED_AFTER_SUBJECTS;

    @ArchTest
    static final ArchRule classNames = ArchitectureRules.CLASSES_ARE_NAMED_AFTER_THINGS;

    @ArchTest
    static final ArchRule fields = ArchitectureRules.FIELDS_ARE_NOT_INJECTED;

    @ArchTest
    static final ArchRule setters = ArchitectureRules.SETTERS_ARE_NOT_INJECTED;
}

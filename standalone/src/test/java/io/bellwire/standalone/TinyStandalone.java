package io.bellwire.standalone;

import java.util.List;
import java.util.Map;

/** The standalone with two tiny programs in place of the real ones, for a process of its own. */
final class TinyStandalone {
    /** The tiny programs need nothing of what the real ones bring to the class path. */
    private static final String OTHERS = "org.springframework.boot.security,org.springframework.boot.thymeleaf,"
            + "org.springframework.cloud,org.springframework.boot.integration";

    private TinyStandalone() {}

    public static void main(String[] arguments) {
        Standalone.run(
                (properties, secrets) -> List.of(
                        new Program(
                                "tiny-ingest",
                                TinyApplication.class,
                                properties.ingestPort(),
                                "BELLWIRE_INGEST_PORT",
                                Map.of("tiny.name", "ingest", OwnAutoConfiguration.LEAVE_OUT_PROPERTY, OTHERS)),
                        new Program(
                                "tiny-portal",
                                TinyApplication.class,
                                properties.portalPort(),
                                "BELLWIRE_PORTAL_PORT",
                                Map.of(
                                        OwnAutoConfiguration.LEAVE_OUT_PROPERTY,
                                        OTHERS,
                                        "tiny.name",
                                        "portal",
                                        "bellwire.admin-password",
                                        secrets.adminPassword().text()))),
                arguments);
    }
}

package io.bellwire.standalone;

import java.util.List;
import java.util.Map;

/** The standalone with two tiny programs in place of the real ones, for a process of its own. */
final class TinyStandalone {
    private TinyStandalone() {}

    public static void main(String[] arguments) {
        Standalone.run(
                (properties, secrets) -> List.of(
                        new Program(
                                "tiny-ingest",
                                TinyApplication.class,
                                properties.ingestPort(),
                                "BELLWIRE_INGEST_PORT",
                                Map.of("tiny.name", "ingest")),
                        new Program(
                                "tiny-portal",
                                TinyApplication.class,
                                properties.portalPort(),
                                "BELLWIRE_PORTAL_PORT",
                                Map.of(
                                        "tiny.name",
                                        "portal",
                                        "bellwire.admin-password",
                                        secrets.adminPassword().text()))),
                arguments);
    }
}

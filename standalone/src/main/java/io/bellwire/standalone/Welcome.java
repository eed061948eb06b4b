package io.bellwire.standalone;

import java.time.Duration;
import java.util.Locale;

/** What is printed once everything runs: where to go next. */
final class Welcome {
    private Welcome() {}

    static String text(Installation installation, boolean demo, Duration startedWithin) {
        StandaloneProperties properties = installation.properties();
        Secrets secrets = installation.secrets();
        return """

                Bellwire%s is ready in %s s

                  Portal          %s/   (user admin)
                  Admin password  %s
                  Alerts go to    %s/api/v1/alerts
                  Ingest token    %s
                  Data            %s

                Ctrl-C stops it; started again it goes on where it was.

                """.formatted(
                        demo ? " demo" : "",
                        String.format(Locale.ROOT, "%.1f", startedWithin.toMillis() / 1000.0),
                        installation.uri(properties.portalPort()),
                        whereabouts(secrets.adminPassword(), "BELLWIRE_ADMIN_PASSWORD"),
                        installation.uri(properties.ingestPort()),
                        whereabouts(secrets.ingestToken(), "BELLWIRE_INGEST_TOKEN"),
                        installation.directory().path());
    }

    private static String whereabouts(Secret secret, String setting) {
        return secret.file() == null ? "as given in " + setting : "in " + secret.file();
    }
}

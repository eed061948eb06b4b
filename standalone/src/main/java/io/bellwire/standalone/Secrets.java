package io.bellwire.standalone;

/** What people and producers prove themselves with. */
record Secrets(Secret adminPassword, Secret ingestToken) {
    static Secrets of(StandaloneProperties properties, DataDirectory directory) {
        return new Secrets(
                directory.secret("admin-password", properties.adminPassword(), properties.adminPasswordFile()),
                directory.secret("ingest-token", properties.ingestToken(), properties.ingestTokenFile()));
    }
}

package io.bellwire.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker and the programs on it, with all they keep in one directory. One thread starts it, any thread stops it. */
final class Installation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final Duration BROKER_STOP_MAX = Duration.ofSeconds(20);

    private final StandaloneProperties properties;
    private final DataDirectory directory;
    private final Secrets secrets;
    private final List<Program> programs;
    private final RunningPrograms running;
    private final @Nullable SSLContext tls;
    private volatile @Nullable LocalBroker broker;

    private Installation(
            StandaloneProperties properties, DataDirectory directory, Secrets secrets, List<Program> programs) {
        this.properties = properties;
        this.directory = directory;
        this.secrets = secrets;
        this.programs = programs;
        this.running = new RunningPrograms(programs);
        Path certificate = properties.tlsCertificateFile();
        this.tls = certificate == null ? null : OwnCertificate.trusting(certificate);
    }

    /**
     * Opens the data directory, makes what secrets are missing, and tries every port; nothing runs yet.
     *
     * @param programs that run here, in the order in which they stop
     * @throws StartupException when something of it cannot be used
     */
    static Installation open(
            StandaloneProperties properties, BiFunction<StandaloneProperties, Secrets, List<Program>> programs) {
        DataDirectory directory = DataDirectory.open(properties.dataDir());
        try {
            directory.demandFreeSpace(properties.freeSpaceMin());
            Secrets secrets = Secrets.of(properties, directory);
            List<Program> all = programs.apply(properties, secrets);
            all.forEach(program -> FreePorts.demand(properties.bindAddress(), program.port(), program.portSetting()));
            return new Installation(properties, directory, secrets, all);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Starts the broker, then the programs, and returns when all say that they are ready.
     *
     * @param options properties of the command line, which every program gets
     * @param stopping ends the wait early
     */
    void start(Map<String, String> options, CountDownLatch stopping) throws InterruptedException {
        LocalBroker started = LocalBroker.start(directory, properties.kafkaPort());
        broker = started;
        running.start(SharedProperties.of(options, properties, directory.path(), started.bootstrapServers()));
        for (Program program : programs) {
            if (!Readiness.await(uri(running.port(program)), tls, stopping)) {
                log.atWarn().addKeyValue("program", program.name()).log("Is up but not ready yet, goes on trying");
            }
        }
    }

    /** Stops the programs in their order, the broker last, each within a limit. */
    @Override
    public void close() {
        running.close();
        LocalBroker started = broker;
        if (started != null) {
            BoundedStop.run("broker", BROKER_STOP_MAX, started::close);
        }
    }

    /** Where a person or a producer on this machine reaches one of the programs. */
    URI uri(int port) {
        return HttpAddress.of(tls == null ? "http" : "https", properties.bindAddress(), port);
    }

    /** What asks the programs over TLS has to trust; null when they speak in clear. */
    @Nullable
    SSLContext tls() {
        return tls;
    }

    StandaloneProperties properties() {
        return properties;
    }

    Secrets secrets() {
        return secrets;
    }

    DataDirectory directory() {
        return directory;
    }
}

package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services, the broker, or the standalone as a whole are killed with SIGKILL while alerts flow and the receiver breaks too.
 * Takes too long for each build: {@code -Dbellwire.chaos.system-seeds=10} draws ten times what breaks together.
 */
@EnabledIfSystemProperty(named = "bellwire.chaos.system-seeds", matches = "\\d+")
@Timeout(7_200)
class WholeSystemChaosIT {
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int STEPS = 2;
    private static final int DOWN_MILLIS_MAX = 2_000;
    private static final int SEEDS = Integer.getInteger("bellwire.chaos.system-seeds", 0);

    private final Arrivals arrivals = new Arrivals();

    private interface Action {
        void run() throws IOException, InterruptedException;
    }

    /** Something that can be killed and started again. */
    private record Victim(String name, Action kill, Action startAgain) {}

    @Test
    void nothingIsLostWhenServicesDie(@TempDir Path directory) throws Exception {
        KafkaProcess kafka = KafkaProcess.start(directory.resolve("broker"));
        try (Services services = Services.start(directory, kafka);
                ReceiverProcess receiver = ReceiverProcess.start(directory)) {
            runAll(
                    services,
                    receiver,
                    List.of(
                            of(services, Service.ALERT_INGEST),
                            of(services, Service.SYSLOG_FORMATTER),
                            of(services, Service.SYSLOG_SENDER),
                            new Victim("broker", kafka::kill, kafka::startAgain)));
        }
    }

    @Test
    void nothingIsLostWhenTheStandaloneDies(@TempDir Path directory) throws Exception {
        try (Bellwire bellwire = Bellwire.start(directory);
                ReceiverProcess receiver = ReceiverProcess.start(directory)) {
            runAll(bellwire, receiver, List.of(new Victim("standalone", bellwire::kill, bellwire::startAgain)));
        }
    }

    private static Victim of(Services services, Service service) {
        ServiceProcess process = services.of(service);
        return new Victim(service.name(), process::kill, process::startAgain);
    }

    private void runAll(Deployment deployment, ReceiverProcess receiver, List<Victim> victims) throws Exception {
        deployment.api().save(SettingsJson.tcp(receiver.tcpPort()).toString());
        try (SteadyFlow flow = new SteadyFlow(deployment.bootstrapServers())) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Random random = new Random(seed * ChaosRound.SPREAD);
                Wire wire = random.nextBoolean() ? Wire.TLS_OCTET_COUNTING : Wire.TCP_LINE_FEED;
                int port = wire.isTls() ? receiver.tlsPort() : receiver.tcpPort();
                deployment.api().save(SettingsJson.by(wire, port, "rfc5424").toString());
                StringBuilder words = new StringBuilder("seed " + seed + ": " + wire);
                for (int step = 0; step < STEPS; step++) {
                    words.append(step(receiver, victims, random));
                }
                awaitArrived(receiver, flow.produced());
                System.out.println("WholeSystemChaosIT: " + words + ": " + flow.produced() + " produced, "
                        + arrivals.repeated() + " repeated since the first seed, 0 lost");
            }
            flow.close();
            awaitArrived(receiver, flow.produced());
        }
        arrivals.assertOrderKept();
    }

    private static String step(ReceiverProcess receiver, List<Victim> victims, Random random)
            throws IOException, InterruptedException {
        ReceiverFault fault = ReceiverFault.drawnFrom(random);
        Victim victim = victims.get(random.nextInt(victims.size()));
        fault.begin(receiver, random);
        ChaosRound.pause(fault.lasts(random));
        victim.kill.run();
        ChaosRound.pause(Duration.ofMillis(random.nextInt(DOWN_MILLIS_MAX)));
        if (random.nextBoolean()) {
            fault.end(receiver);
            victim.startAgain.run();
        } else {
            victim.startAgain.run();
            fault.end(receiver);
        }
        return ", " + (fault + " x " + victim.name).toLowerCase(Locale.ROOT);
    }

    private void awaitArrived(ReceiverProcess receiver, int produced) {
        Callable<List<String>> missing = () -> {
            receiver.takeNew().forEach(line -> arrivals.add(line.text()));
            return IntStream.range(0, produced)
                    .filter(number -> !arrivals.has(SteadyFlow.id(number), number))
                    .mapToObj(number -> SteadyFlow.id(number) + " number " + number)
                    .toList();
        };
        await().atMost(WITHIN)
                .pollInterval(LOOK_EVERY)
                .untilAsserted(() ->
                        assertThat(missing.call()).as("lost of " + produced).isEmpty());
    }
}

package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
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
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int STEPS = 2;
    /**
     * So soon that a sender has not yet taken what a hung receiver holds unread: one that dies itself after that, before the
     * receiver does, is the one case in which messages may be lost.
     */
    private static final int KILLED_AFTER_MILLIS_MAX = 1_000;

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
        List<String> faults = new ArrayList<>();
        try (SteadyFlow flow = new SteadyFlow(deployment.bootstrapServers())) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                int first = flow.produced();
                String words = "seed " + seed + ": "
                        + run(new Random(seed * ChaosRound.SPREAD), deployment, receiver, victims, flow);
                List<Integer> lost = awaitArrived(receiver, first, flow.produced());
                System.out.println("WholeSystemChaosIT: " + words + ": " + (flow.produced() - first) + " alerts, "
                        + arrivals.repeated() + " repeated since the first seed, " + lost.size() + " lost");
                if (!lost.isEmpty()) {
                    faults.add(words + ": " + lost.size() + " lost, first number " + lost.get(0));
                }
            }
        }
        assertThat(faults).isEmpty();
        arrivals.assertOrderKept();
    }

    private String run(
            Random random, Deployment deployment, ReceiverProcess receiver, List<Victim> victims, SteadyFlow flow)
            throws IOException, InterruptedException {
        Wire wire = random.nextBoolean() ? Wire.TLS_OCTET_COUNTING : Wire.TCP_LINE_FEED;
        int port = wire.isTls() ? receiver.tlsPort() : receiver.tcpPort();
        deployment.api().save(SettingsJson.by(wire, port, "rfc5424").toString());
        StringBuilder words = new StringBuilder(wire.toString());
        for (int step = 0; step < STEPS; step++) {
            awaitFlow(receiver, flow);
            words.append(step(receiver, victims, random));
        }
        return words.toString();
    }

    private static String step(ReceiverProcess receiver, List<Victim> victims, Random random)
            throws IOException, InterruptedException {
        ReceiverFault fault = ReceiverFault.drawnFrom(random);
        Victim victim = victims.get(random.nextInt(victims.size()));
        fault.begin(receiver, random);
        ChaosRound.pause(Duration.ofMillis(random.nextInt(KILLED_AFTER_MILLIS_MAX)));
        victim.kill.run();
        ChaosRound.pause(fault.lasts(random));
        if (random.nextBoolean()) {
            fault.end(receiver);
            victim.startAgain.run();
        } else {
            victim.startAgain.run();
            fault.end(receiver);
        }
        return ", " + (fault + " x " + victim.name).toLowerCase(Locale.ROOT);
    }

    /** Returns when alerts arrive that were not even produced before. */
    private void awaitFlow(ReceiverProcess receiver, SteadyFlow flow) {
        int next = flow.produced();
        await().atMost(WITHIN).pollInterval(LOOK_EVERY).until(() -> {
            take(receiver);
            return missing(next, next + SteadyFlow.IDS).isEmpty();
        });
    }

    /** The numbers that are lost: they have not come some time after later ones of every alert have. */
    private List<Integer> awaitArrived(ReceiverProcess receiver, int first, int end) {
        await().atMost(WITHIN).pollInterval(LOOK_EVERY).until(() -> {
            take(receiver);
            return missing(first, end).isEmpty()
                    || missing(end, end + SteadyFlow.IDS).isEmpty();
        });
        try {
            await().atMost(GRACE).pollInterval(LOOK_EVERY).until(() -> {
                take(receiver);
                return missing(first, end).isEmpty();
            });
        } catch (ConditionTimeoutException lost) {
            return missing(first, end);
        }
        return List.of();
    }

    private void take(ReceiverProcess receiver) throws IOException {
        receiver.takeNew().forEach(line -> arrivals.add(line.text()));
    }

    private List<Integer> missing(int first, int end) {
        return IntStream.range(first, end)
                .filter(number -> !arrivals.has(SteadyFlow.id(number), number))
                .boxed()
                .toList();
    }
}

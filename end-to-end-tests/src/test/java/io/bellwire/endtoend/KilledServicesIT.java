package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Service;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each service and the broker are killed with SIGKILL in turn while alerts flow, those that hold a transaction open in it. */
@Timeout(400)
class KilledServicesIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);

    /** Of different ids, so that every partition is among them. */
    private static final int SAMPLE = 100;

    private final Arrivals arrivals = new Arrivals();

    private KafkaProcess kafka;
    private Services services;
    private FakeSiem siem;
    private SteadyFlow flow;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        kafka = KafkaProcess.start(directory.resolve("broker"));
        services = Services.start(directory, kafka);
        siem = SiemSetup.tcp().countingOnly().handingOverTo(arrivals::add).listen();
        services.api().save(SettingsJson.tcp(siem.port()).toString());
        flow = new SteadyFlow(kafka.bootstrapServers());
        awaitFlow();
    }

    @AfterEach
    void stop() throws Exception {
        flow.close();
        services.close();
        siem.close();
    }

    @Test
    void nothingIsLostAndNothingFormattedTwice() throws Exception {
        interrupted("alert-ingest in a transaction", this::killIngest, of(Service.ALERT_INGEST)::startAgain);
        interrupted("syslog-formatter in a transaction", this::killFormatter, of(Service.SYSLOG_FORMATTER)::startAgain);
        interrupted("syslog-sender", of(Service.SYSLOG_SENDER)::kill, of(Service.SYSLOG_SENDER)::startAgain);
        interrupted("config-service", of(Service.CONFIG_SERVICE)::kill, of(Service.CONFIG_SERVICE)::startAgain);
        interrupted("the broker", kafka::kill, kafka::startAgain);
        services.startReplica(Service.SYSLOG_FORMATTER);
        interrupted("syslog-formatter in a transaction, beside a replica", this::killFormatter, () -> {});

        flow.close();
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(arrivals.distinct()).isEqualTo(flow.produced()));
        arrivals.assertOrderKept();
        List<String> formatted = new KafkaView(kafka.bootstrapServers())
                .records("syslog-messages").stream()
                        .map(message -> new String(message.value(), UTF_8).replaceFirst("^.*cs6=", ""))
                        .toList();
        assertThat(formatted).doesNotHaveDuplicates().hasSize(flow.produced());
        System.out.println("KilledServicesIT: " + flow.produced() + " alerts, all arrived, " + arrivals.repeated()
                + " of them again");
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Tells how long the alerts of the moment in which something was killed took until all of them had arrived. */
    private void interrupted(String what, Action kill, Action recovery) throws Exception {
        kill.run();
        long killedAtNanos = System.nanoTime();
        recovery.run();
        awaitFlow();
        System.out.printf(
                "KilledServicesIT: killed %s; alerts of that moment took up to %.1f s%n",
                what, (System.nanoTime() - killedAtNanos) / 1e9);
    }

    /** Waits until some alerts arrive that are not even produced yet. */
    private void awaitFlow() {
        int next = flow.produced();
        await().atMost(WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> IntStream.range(next, next + SAMPLE)
                        .allMatch(number -> arrivals.has(SteadyFlow.id(number), number)));
    }

    private void killIngest() throws Exception {
        killInTransaction(Service.ALERT_INGEST, "bellwire-ingest");
    }

    private void killFormatter() throws Exception {
        killInTransaction(Service.SYSLOG_FORMATTER, "bellwire-formatter");
    }

    private ServiceProcess of(Service service) {
        return services.of(service);
    }

    /** Stops the process at some moment and looks whether it was a good one; else lets it go on and tries again. */
    private void killInTransaction(Service service, String transactionalIds) throws Exception {
        ServiceProcess victim = of(service);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(WITHIN).pollInterval(Duration.ofMillis(7)).until(() -> {
                victim.pause();
                if (isInTransaction(admin, transactionalIds)) {
                    return true;
                }
                victim.goOn();
                return false;
            });
        }
        victim.kill();
    }

    private static boolean isInTransaction(Admin admin, String transactionalIds) throws Exception {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .anyMatch(transaction -> transaction.transactionalId().startsWith(transactionalIds));
    }
}

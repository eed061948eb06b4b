package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver is stopped while its connection is quiet: a few alerts still fit into its kernel's buffer, whose window stays
 * wide open. Ten seconds later it is killed, and they with it.
 */
@Timeout(180)
class QuietConnectionKilledIT {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration UNREAD_FOR = Duration.ofSeconds(10);
    private static final int MESSAGES_PER_ALERT = 2;
    private static final int ALERTS = 20;

    /** One delivery and what is known of it. */
    private record Quiet(Transport transport, Delivery delivery, DeliveryOracle oracle) {
        Quiet(Transport transport, Delivery delivery) {
            this(transport, delivery, new DeliveryOracle());
        }
    }

    @Test
    void whatItsProgramNeverReadComesAgain(@TempDir Path directory) throws Exception {
        Broker kafka = SharedKafka.broker();
        try (Delivery tcp = Delivery.start(kafka, directory, "quiet-tcp", Bellwire.SENSOR);
                Delivery tls = Delivery.start(kafka, directory, "quiet-tls", Bellwire.SENSOR)) {
            List<Quiet> both = List.of(new Quiet(Transport.TCP, tcp), new Quiet(Transport.TLS, tls));
            for (Quiet each : both) {
                each.delivery.awaitReady();
                each.delivery.save(Bellwire.SENSOR, each.transport, Framing.OCTET_COUNTING);
                issue(each, "before");
            }
            for (Quiet each : both) {
                DeliveryEnd.await(each.delivery, each.oracle);
                assertThat(DeliveryEnd.uncommitted(each.delivery)).isZero();
                each.delivery.receiver().pause();
                issue(each, "unread");
            }

            await().during(UNREAD_FOR).atMost(WITHIN).until(() -> true);
            for (Quiet each : both) {
                each.delivery.receiver().kill();
                each.delivery.receiver().startAgain();
            }

            List<String> lost = new ArrayList<>();
            for (Quiet each : both) {
                DeliveryEnd.await(each.delivery, each.oracle);
                List<String> missing = each.oracle.missing();
                System.out.println("QuietConnectionKilledIT: " + each.transport + ", " + missing.size() + " of "
                        + ALERTS * MESSAGES_PER_ALERT + " lost, " + each.oracle.repeated() + " repeated");
                if (!missing.isEmpty()) {
                    lost.add(each.transport + " " + missing.size() + ", first " + missing.get(0));
                }
                assertThat(each.oracle.altered()).isEmpty();
                assertThat(each.oracle.order().outOfOrder()).isEmpty();
            }
            assertThat(lost).as("lost").isEmpty();
        }
    }

    private static void issue(Quiet quiet, String name) {
        for (int number = 0; number < ALERTS * MESSAGES_PER_ALERT; number++) {
            String alert = name + "-" + number % ALERTS;
            quiet.delivery.produce(alert, quiet.oracle.issue(alert, "x".repeat(200)));
        }
        quiet.delivery.flush();
    }
}

package io.bellwire.standalone;

import io.bellwire.sender.SyslogSenderApplication;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import io.bellwire.standalone.demo.Demo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs everything on this machine in one JVM: a real broker, the four programs, the portal. */
public final class Standalone {
    private static final Logger log = LoggerFactory.getLogger(Standalone.class);

    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile int exitStatus;
    private volatile @Nullable Installation installation;

    private Standalone(Clock clock) {
        this.clock = clock;
    }

    /** Starts everything and goes on until the process is told to stop. */
    public static void main(String[] arguments) {
        SyslogSenderApplication.forgetNamesAtOnce();
        run(Programs::of, arguments);
    }

    static void run(BiFunction<StandaloneProperties, Secrets, List<Program>> programs, String... arguments) {
        Standalone standalone = new Standalone(Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::stop, "stop"));
        // Kafka ends the JVM when its disk fails, which is no clean stop.
        Exit.setExitProcedure((status, message) -> standalone.exit(status));
        try {
            standalone.startAndStay(programs, CommandLine.of(arguments));
        } catch (StartupException e) {
            standalone.refuse(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            standalone.exit(1);
        }
    }

    private void startAndStay(
            BiFunction<StandaloneProperties, Secrets, List<Program>> programs, CommandLine commandLine)
            throws InterruptedException {
        StandaloneProperties properties = StandaloneEnvironment.read(commandLine.options());
        StandaloneEnvironment.keepLogging();
        // The demo never touches the real settings, whatever directory they are in.
        Installation opened = Installation.open(commandLine.demo() ? properties.forDemo() : properties, programs);
        installation = opened;
        opened.start(commandLine.options(), stopping);
        if (properties.stopWhenReady()) {
            exit(0);
        }
        System.out.print(Welcome.text(opened, commandLine.demo(), sinceStart()));
        if (commandLine.demo()) {
            demo(opened);
        }
        stopping.await();
    }

    private void demo(Installation opened) throws InterruptedException {
        StandaloneProperties properties = opened.properties();
        Demo demo = new Demo(
                opened.uri(properties.portalPort()),
                opened.secrets().adminPassword().text(),
                opened.uri(properties.ingestPort()),
                opened.secrets().ingestToken().text(),
                clock,
                opened.tls());
        // Open until the JVM ends, so that the sender can still end its connection in order.
        FakeSiem siem = demoReceiver(properties.demoReceiverPort());
        demo.run(SharedProperties.sensorName(properties), siem.port(), stopping);
    }

    /** A SIEM that prints what it receives. */
    private static FakeSiem demoReceiver(int port) {
        try {
            return SiemSetup.tcp()
                    .onPort(port)
                    .countingOnly()
                    .handingOverTo(message -> System.out.println(message.text()))
                    .listen();
        } catch (IOException e) {
            throw new StartupException(
                    "port " + port + " for the demo's receiver cannot be used: " + StartupException.reason(e)
                            + "; set BELLWIRE_DEMO_RECEIVER_PORT to another one",
                    e);
        }
    }

    /** Of the JVM: the process is older, the start script built in it. */
    private Duration sinceStart() {
        long startedAtMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Duration.between(Instant.ofEpochMilli(startedAtMillis), clock.instant());
    }

    private void refuse(StartupException e) {
        System.err.println("bellwire: " + e.getMessage());
        log.debug("Did not start", e);
        exit(1);
    }

    private void exit(int status) {
        exitStatus = status;
        System.exit(status);
    }

    /** The JVM's shutdown hook. */
    private void stop() {
        stopping.countDown();
        Installation opened = installation;
        if (opened != null) {
            opened.close();
        }
        System.out.flush();
        // Asked to stop and stopped is success; the JVM itself would end with 128 plus the signal's number.
        Runtime.getRuntime().halt(exitStatus);
    }
}

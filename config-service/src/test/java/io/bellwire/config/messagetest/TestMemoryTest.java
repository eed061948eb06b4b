package io.bellwire.config.messagetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.config.messagetest.KnownTest.Begun;
import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.TestStep;
import io.bellwire.schemas.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestMemoryTest {
    private static final Begun ASKED = new Begun("DC01", "dc01-8083", Transport.TLS);

    private final AtomicLong nanos = new AtomicLong();
    private final TestMemory memory = new TestMemory(nanos::get);

    @Test
    void keepsTheNewestHundred() {
        for (int i = 0; i < TestMemory.KEPT_MAX + 1; i++) {
            memory.begun("test-" + i, ASKED);
        }

        assertThat(memory.find("test-0")).isNull();
        assertThat(memory.find("test-1")).isNotNull();
        assertThat(memory.find("test-" + TestMemory.KEPT_MAX)).isNotNull();
    }

    @Test
    void forgetsAfterTenMinutes() {
        memory.begun("old", ASKED);
        nanos.addAndGet(TestMemory.KEPT_FOR.toNanos() - 1);
        assertThat(memory.find("old")).isNotNull();

        nanos.incrementAndGet();

        assertThat(memory.find("old")).isNull();
    }

    @Test
    void anAnswerMayBeHeardBeforeTheQuestion() {
        memory.heard(result("early", true));
        memory.begun("early", ASKED);
        memory.begun("early", new Begun("DC02", "dc02-8083", Transport.UDP));

        assertThat(memory.find("early")).satisfies(test -> {
            assertThat(test.isFinished()).isTrue();
            assertThat(test.begun()).isEqualTo(ASKED);
        });
    }

    @Test
    void nothingComesAfterTheLastResult() {
        memory.begun("done", ASKED);
        nanos.addAndGet(5);
        memory.heard(result("done", true));
        nanos.addAndGet(5);
        memory.heard(result("done", false));

        KnownTest test = memory.find("done");
        assertThat(test.isFinished()).isTrue();
        assertThat(test.lasted(nanos.get())).isEqualTo(Duration.ofNanos(5));
    }

    @Test
    void whoWaitsIsToldAtOnceWhenItIsFinished() throws Exception {
        TestMemory real = new TestMemory(System::nanoTime);
        real.begun("running", ASKED);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                real.awaitFinished("running", Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        real.heard(result("running", false));
        assertThat(waiting).isNotDone();
        real.heard(result("running", true));

        await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        real.begun("never", ASKED);
        real.awaitFinished("never", Duration.ofMillis(20));
        assertThat(real.find("never").isFinished()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "UDP, '', resolve",
        "UDP, resolve, send",
        "UDP, send, observe",
        "TCP, resolve, connect",
        "TCP, connect, send",
        "TLS, connect, handshake",
        "TLS, handshake, send",
        "TLS, observe, observe"
    })
    void theCurrentStepIsTheOneAfterTheLastThatWasTold(Transport transport, String told, String current) {
        memory.begun("id", new Begun("DC01", "dc01-8083", transport));
        if (!told.isEmpty()) {
            memory.heard(TestResult.newBuilder(result("id", false))
                    .setSteps(List.of(new TestStep(told, true, "", 1L)))
                    .build());
        }

        assertThat(memory.find("id").currentStep()).isEqualTo(current);
    }

    private static TestResult result(String id, boolean finished) {
        return TestResult.newBuilder()
                .setId(id)
                .setInstance("dc01-8083")
                .setSteps(List.of())
                .setFinished(finished)
                .build();
    }
}

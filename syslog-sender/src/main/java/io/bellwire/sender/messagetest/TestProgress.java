package io.bellwire.sender.messagetest;

import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.TestStep;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.settings.SiemEndpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What is known of one test so far; tells all of it anew after each step. Used by one thread. */
final class TestProgress {
    private final TestResult.Builder result;
    private final List<TestStep> steps = new ArrayList<>();
    private final Consumer<TestResult> publish;
    private final LongSupplier nanoTime;

    private StepName current = StepName.RESOLVE;
    private long begunNanos;

    TestProgress(String id, String instance, Consumer<TestResult> publish, LongSupplier nanoTime) {
        this.result = TestResult.newBuilder().setId(id).setInstance(instance).setFinished(false);
        this.publish = publish;
        this.nanoTime = nanoTime;
        this.begunNanos = nanoTime.getAsLong();
    }

    /** What is going to be sent. */
    void message(String text, String marker) {
        result.setMessage(text).setMarker(marker);
    }

    /** Where it goes. */
    void address(InetSocketAddress address) {
        result.setAddress(inWords(address));
    }

    void begin(StepName step) {
        current = step;
        begunNanos = nanoTime.getAsLong();
    }

    /** The step that was begun last. */
    StepName current() {
        return current;
    }

    /** Since the current step was begun. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begunNanos);
    }

    void succeeded(String detail) {
        add(true, detail);
        tell();
    }

    /** The last step; a verdict has to follow. */
    void failed(String detail) {
        add(false, detail);
    }

    void finish(boolean delivered, String verdict) {
        result.setFinished(true).setDelivered(delivered).setVerdict(ConnectionFailure.oneLine(verdict));
        tell();
    }

    /** As operators write it, such as {@code [::1]:514}. */
    static String inWords(InetSocketAddress address) {
        return SiemEndpoint.inWords(address.getAddress().getHostAddress(), address.getPort());
    }

    private void add(boolean ok, String detail) {
        steps.add(new TestStep(current.word(), ok, ConnectionFailure.oneLine(detail), millis()));
    }

    private void tell() {
        publish.accept(result.setSteps(List.copyOf(steps)).build());
    }
}

package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.settings.SiemEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameWatchTest {
    private static final SiemEndpoint SIEM = new SiemEndpoint("siem.contoso.com", 514);

    private volatile InetAddress[] known = {InetAddress.getLoopbackAddress()};
    private volatile boolean unknown;
    private final AtomicInteger asked = new AtomicInteger();
    private long nanos;
    private final NameWatch watch = new NameWatch(this::addressesOf, () -> nanos);

    @Test
    void staysWhileTheNameHoldsTheAddress() {
        known = new InetAddress[] {other(), InetAddress.getLoopbackAddress()};
        for (int i = 1; i <= 5; i++) {
            ask(i);
        }
        assertThat(isMoved()).isFalse();
    }

    @Test
    void movesOnceTwoAnswersLackTheAddress() {
        known = new InetAddress[] {other()};
        ask(1);
        assertThat(isMoved()).isFalse();
        ask(2);

        await().until(this::isMoved);
    }

    @Test
    void anAnswerThatHoldsItBeginsTheCountAnew() {
        known = new InetAddress[] {other()};
        ask(1);
        known = new InetAddress[] {InetAddress.getLoopbackAddress()};
        ask(2);
        known = new InetAddress[] {other()};
        ask(3);

        assertThat(isMoved()).isFalse();
    }

    @Test
    void noAnswerSaysNothing() {
        unknown = true;
        for (int i = 1; i <= 5; i++) {
            ask(i);
        }
        assertThat(isMoved()).isFalse();
    }

    @Test
    void anEndpointThatIsAnAddressIsNotAskedFor() {
        SiemEndpoint address = new SiemEndpoint("127.0.0.1", 514);
        nanos += Duration.ofHours(1).toNanos();

        assertThat(watch.isMoved(address, other())).isFalse();
        assertThat(asked).hasValue(0);
    }

    /** Lets half a minute pass, and the question of this number be asked and its answer be taken up. */
    private void ask(int number) {
        assertThat(isMoved()).isFalse();
        nanos += Duration.ofSeconds(30).toNanos();
        var unused = isMoved();
        await().until(() -> asked.get() == number && !watch.isAsking());
    }

    private boolean isMoved() {
        return watch.isMoved(SIEM, InetAddress.getLoopbackAddress());
    }

    private InetAddress[] addressesOf(String name) throws UnknownHostException {
        asked.incrementAndGet();
        if (unknown) {
            throw new UnknownHostException(name);
        }
        return known;
    }

    private static InetAddress other() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

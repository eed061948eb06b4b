package io.bellwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private static final String HERE = "192.0.2.1";

    private long nanos;
    private final SignInThrottle throttle = new SignInThrottle(() -> nanos);

    @Test
    void fiveWrongPasswordsInAMinuteAreRefusedForAGrowingTime() {
        fail(4);
        assertThat(throttle.wait("admin", HERE)).isZero();
        List<Long> refusedSeconds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Duration refused = throttle.failed("admin", HERE);
            assertThat(throttle.wait("admin", HERE)).isEqualTo(refused);
            refusedSeconds.add(refused.toSeconds());
            turn(refused.minusNanos(1));
            assertThat(throttle.wait("admin", HERE)).isEqualTo(Duration.ofNanos(1));
            turn(Duration.ofNanos(1));
            assertThat(throttle.wait("admin", HERE)).isZero();
        }
        assertThat(refusedSeconds).containsExactly(15L, 30L, 60L, 120L, 240L, 300L, 300L);
    }

    @Test
    void wrongPasswordsOnceInAWhileAreNoGuessing() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.failed("admin", HERE)).isZero();
            turn(Duration.ofSeconds(16));
        }
    }

    @Test
    void aRightPasswordAndALongPauseForget() {
        fail(5);
        throttle.succeeded("admin", HERE);
        assertThat(throttle.wait("admin", HERE)).isZero();
        assertThat(throttle.kept()).isZero();
        fail(6);
        turn(SignInThrottle.FORGOTTEN.plus(SignInThrottle.REFUSED_LONGEST));
        fail(4);
        assertThat(throttle.wait("admin", HERE)).isZero();
    }

    @Test
    void otherUsersAndOtherAddressesNeedNotWait() {
        fail(5);

        assertThat(throttle.wait("viewer", HERE)).isZero();
        assertThat(throttle.wait("admin", "192.0.2.2")).isZero();
        assertThat(throttle.wait("admin", HERE)).isPositive();
    }

    @Test
    void oneNetworkOfIpv6CountsAsOneAddress() {
        for (int i = 0; i < 5; i++) {
            throttle.failed("admin", "2001:db8:0:1::" + i);
        }

        assertThat(throttle.wait("admin", "2001:db8:0:1:ffff::1")).isPositive();
        assertThat(throttle.wait("admin", "2001:db8:0:2::1")).isZero();
        assertThat(throttle.wait("admin", "::not an address")).isZero();
    }

    @Test
    void portsThatAProxyTellsAreNoOtherAddresses() {
        for (int port = 1; port <= 5; port++) {
            throttle.failed("admin", HERE + ":" + port);
            throttle.failed("admin", "[2001:db8::1]:" + port);
        }

        assertThat(throttle.wait("admin", HERE)).isPositive();
        assertThat(throttle.wait("admin", "2001:db8::1")).isPositive();
    }

    @Test
    void whatIsKeptHasABound() {
        for (int i = 0; i < 2 * SignInThrottle.KEPT_MAX; i++) {
            throttle.failed("admin", "x".repeat(1000) + i);
            throttle.failed("admin", "host" + i);
        }

        assertThat(throttle.kept()).isEqualTo(SignInThrottle.KEPT_MAX);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("admin", HERE);
        }
    }

    private void turn(Duration by) {
        nanos += by.toNanos();
    }
}

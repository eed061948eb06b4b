package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.ReceiverLine.Stream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryOracleTest {
    private final DeliveryOracle oracle = new DeliveryOracle();
    private final List<String> texts = new ArrayList<>();

    DeliveryOracleTest() {
        for (int number = 0; number < 6; number++) {
            texts.add(oracle.issue("a", "padding"));
        }
    }

    @Test
    void missesWhatNeverCame() {
        receive(1, 0, 1, 3, 4);
        assertThat(oracle.missing()).containsExactly("a number 2", "a number 5");
        assertThat(oracle.isComplete()).isFalse();
    }

    @Test
    void aWholeRunOnceMoreOnANewConnectionIsInOrder() {
        receive(1, 0, 1, 2, 3);
        receive(2, 1, 2, 3, 4, 5);
        assertThat(oracle.isComplete()).isTrue();
        assertThat(oracle.repeated()).isEqualTo(3);
        assertThat(oracle.mostRepeated().messages()).isEqualTo(3);
        assertThat(oracle.order()).isEqualTo(new DeliveryOracle.Order(List.of(), 0, 0));
    }

    @Test
    void noticesGoingBackOnTheSameConnection() {
        receive(1, 0, 1, 2, 1, 2, 3, 4, 5);
        assertThat(oracle.order().jumps()).isEqualTo(1);
    }

    @Test
    void noticesWhatWasPassedOverAndSentLater() {
        receive(1, 0, 1);
        receive(2, 3, 4);
        receive(3, 2, 3, 4, 5);
        assertThat(oracle.order().outOfOrder()).containsExactly("a number 2");
    }

    @Test
    void excusesAConnectionThatIsReadMoreSlowlyThanANewerOne() {
        receive(1, 0, 1);
        receive(2, 4, 5);
        receive(1, 2, 3);
        assertThat(oracle.order().outOfOrder()).isEmpty();
        assertThat(oracle.order().overtaken()).isEqualTo(2);
    }

    @Test
    void noticesAnAlteredMessage() {
        oracle.received(List.of(new ReceiverLine(stream(1), texts.get(0) + "x")));
        assertThat(oracle.altered()).hasSize(1);
        assertThat(oracle.missing()).contains("a number 0");
    }

    @Test
    void takesNoNoticeOfOtherAlerts() {
        oracle.received(List.of(new ReceiverLine(stream(1), "<36>1 - - bellwire - - - alert=b number=0 x")));
        assertThat(oracle.altered()).isEmpty();
        assertThat(oracle.streams()).isEqualTo(1);
    }

    @Test
    void readsWhatTheFakeSiemWrites() {
        assertThat(ReceiverLine.parse(2, "TLS#7 OCTET_COUNTING <1>a b"))
                .isEqualTo(new ReceiverLine(new Stream(2, "TLS", 7), "<1>a b"));
    }

    private void receive(int connection, int... numbers) {
        for (int number : numbers) {
            oracle.received(List.of(new ReceiverLine(stream(connection), texts.get(number))));
        }
    }

    private static Stream stream(int number) {
        return new Stream(0, "TCP", number);
    }
}

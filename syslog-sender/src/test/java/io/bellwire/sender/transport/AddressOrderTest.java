package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressOrderTest {
    private final InetAddress[] known = {address(1), address(2), address(3)};
    private final AddressOrder order = new AddressOrder(name -> known);

    @Test
    void keepsTheNameServicesOrder() throws Exception {
        assertThat(order.addressesOf("siem")).containsExactly(known);
    }

    @Test
    void theOneThatFailedLastComesLast() throws Exception {
        order.failed(address(1));
        assertThat(order.addressesOf("siem")).containsExactly(address(2), address(3), address(1));

        order.failed(address(2));
        assertThat(order.addressesOf("siem")).containsExactly(address(1), address(3), address(2));
    }

    @Test
    void anAddressThatIsNoneOfThemChangesNothing() throws Exception {
        order.failed(address(9));

        assertThat(order.addressesOf("siem")).containsExactly(known);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which networks addresses belong to. */
class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.0/23, 192.0.3.0, true",
        "192.0.2.64/26, 192.0.2.127, true",
        "192.0.2.64/26, 192.0.2.128, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/48, 2001:db8:0:ffff::1, true",
        "2001:db8::/48, 2001:db8:1::1, false",
        "2001:db8::/48, 32.1.13.184, false",
    })
    void aNetworkContainsItsAddresses(String network, String address, boolean contained) throws Exception {
        assertEquals(contained, Network.parse(network).contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "192.0.2.1/24",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/x",
                "1.2.3/8/9",
                "::/129"
            })
    void textsThatAreNoNetworkAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 24, 192.0.2.0/24",
        "2001:db8:1:2::3, 48, 2001:db8:1:0:0:0:0:0/48",
        "192.0.2.77, 32, 192.0.2.77/32"
    })
    void anAddressIsReducedToItsNetwork(String address, int bits, String expected) throws Exception {
        assertEquals(
                expected, Network.around(InetAddress.getByName(address), bits).toString());
    }
}

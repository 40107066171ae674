package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.wire.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how a client's network is told from its connection and from the headers of trusted proxies. */
class OriginTest {
    private static final List<Network> TRUSTED =
            List.of(Network.parse("10.0.0.0/8"), Network.parse("127.0.0.1"), Network.parse("2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    192.0.2.1   | -                            | 192.0.2.1
                    192.0.2.1   | 198.51.100.7                 | 192.0.2.1
                    10.0.0.1    | 198.51.100.7                 | 198.51.100.7
                    10.0.0.1    | 1.2.3.4, 198.51.100.7        | 198.51.100.7
                    10.0.0.1    | 198.51.100.7, 10.9.9.9       | 198.51.100.7
                    10.0.0.1    | 198.51.100.7:4711            | 198.51.100.7
                    127.0.0.1   | 2001:db8:2::7                | 2001:db8:2:0:0:0:0:7
                    127.0.0.1   | [2001:db8:2::7]:4711         | 2001:db8:2:0:0:0:0:7
                    2001:db8:1::1 | 198.51.100.7               | 198.51.100.7
                    10.0.0.1    | 1.2.3.4, nonsense            | 10.0.0.1
                    10.0.0.1    | localhost                    | 10.0.0.1
                    10.0.0.1    | 1.2.3.4,, 198.51.100.7, ,    | 10.0.0.1
                    10.0.0.1    | -                            | 10.0.0.1
                    10.0.0.1    | fe80::1%eth0                 | fe80:0:0:0:0:0:0:1
                    10.0.0.1    | [fe80::1%25eth0]:80          | fe80:0:0:0:0:0:0:1
                    10.0.0.1    | "[2001:db8:2::7]"            | 2001:db8:2:0:0:0:0:7
                    10.0.0.1    | "198.51.100.7:80"            | 198.51.100.7
                    10.0.0.1    | ::ffff:198.51.100.7          | 198.51.100.7
                    10.0.0.1    | 1.2.3.4, unknown             | 10.0.0.1
                    10.0.0.1    | 1.2.3.4, 4711                | 10.0.0.1
                    10.0.0.1    | 1.2.3.4, 1.2.3.4.5           | 10.0.0.1
                    [2001:db8:1::1] | 198.51.100.7             | 198.51.100.7
                    [2001:db8:2::1] | 198.51.100.7             | 2001:db8:2:0:0:0:0:1
                    fe80::1%eth0 | 198.51.100.7                | fe80:0:0:0:0:0:0:1
                    """)
    void onlyTrustedProxiesAreBelieved(String peer, String header, String expected) {
        assertAddress(Proxies.Header.X_FORWARDED_FOR, peer, header, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10.0.0.1 | for=198.51.100.7                                  | 198.51.100.7
                    10.0.0.1 | proto=https;For="198.51.100.7:80";by=10.0.0.1     | 198.51.100.7
                    10.0.0.1 | for="[2001:db8:2::7]:4711"                        | 2001:db8:2:0:0:0:0:7
                    10.0.0.1 | for=1.2.3.4, for=198.51.100.7;host=x              | 198.51.100.7
                    10.0.0.1 | for=1.2.3.4, for=_hidden                          | 10.0.0.1
                    10.0.0.1 | for=1.2.3.4, for=unknown                          | 10.0.0.1
                    10.0.0.1 | host=x                                            | 10.0.0.1
                    10.0.0.1 | for=198.51.100.7;host="a,b"                       | 198.51.100.7
                    10.0.0.1 | host="a;b, for=1.2.3.4" ; FOR = x                 | 10.0.0.1
                    10.0.0.1 | host="a;b\\", for=1.2.3.4";for=198.51.100.7       | 198.51.100.7
                    10.0.0.1 | for=1.2.3.4, for="198.51.100.7:_port"             | 198.51.100.7
                    10.0.0.1 | for=[2001:db8:2::7]:80                            | 2001:db8:2:0:0:0:0:7
                    10.0.0.1 | for="[fe80::1%eth0]"                              | fe80:0:0:0:0:0:0:1
                    10.0.0.1 | for=1.2.3.4, for="\\_hidden"                      | 10.0.0.1
                    10.0.0.1 | for=1.2.3.4, for="unknown:80"                     | 10.0.0.1
                    10.0.0.1 | for=1.2.3.4;x=", for=198.51.100.7                 | 10.0.0.1
                    10.0.0.1 | for=1.2.3.4;x=", for="[2001:db8:2::7]:80";host="a\\"b" | 10.0.0.1
                    """)
    void theStandardHeaderIsReadToo(String peer, String header, String expected) {
        assertAddress(Proxies.Header.FORWARDED, peer, header, expected);
    }

    @Test
    void aLineOfTheProxyIsReadWhateverTheCallerSentInAnother() {
        Origin origin = new Origin(new Proxies(TRUSTED, Proxies.Header.FORWARDED));

        Optional<InetAddress> address = origin.address(
                Origin.node("10.0.0.1"), List.of("for=\"1.2.3.4", "for=198.51.100.7", "\"" + "\\a".repeat(100_000)));

        assertEquals("10.0.0.1", address.orElseThrow().getHostAddress());
        assertEquals(
                "198.51.100.7",
                origin.address(Origin.node("10.0.0.1"), List.of("for=\"1.2.3.4", "for=198.51.100.7"))
                        .orElseThrow()
                        .getHostAddress());
    }

    @Test
    void aPeerWithoutAnAddressIsNoNetworkOfItsOwn() {
        Origin origin = new Origin(new Proxies(TRUSTED, Proxies.Header.FORWARDED));

        for (String peer : Arrays.asList(null, "", "/run/challenger.sock", "localhost")) {
            assertEquals(Optional.empty(), origin.address(Origin.node(peer), List.of("for=198.51.100.7")));
        }
    }

    private static void assertAddress(Proxies.Header name, String peer, String header, String expected) {
        Origin origin = new Origin(new Proxies(TRUSTED, name));

        Optional<InetAddress> address = origin.address(Origin.node(peer), header == null ? List.of() : List.of(header));

        assertEquals(expected, address.orElseThrow().getHostAddress());
    }
}

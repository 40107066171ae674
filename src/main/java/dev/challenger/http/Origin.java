package dev.challenger.http;

import dev.challenger.wire.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the networks that requests come from. A forwarding header counts only if the operator trusts the proxy that wrote
 * it: from the nearest hop outwards, each address is believed as long as the hop that reported it is trusted (RFC 7239
 * section 5.2).
 */
public final class Origin {
    private static final int IPV4_BITS = 24;
    private static final int IPV6_BITS = 48;

    private final Proxies proxies;

    public Origin(Proxies proxies) {
        this.proxies = proxies;
    }

    /**
     * Returns the network that a request comes from, of the size that one subscriber or one house has.
     *
     * @return empty if the request comes from this machine: then it came through a proxy here that is not trusted
     */
    public Optional<Network> network(HttpServletRequest request) {
        List<String> told = Collections.list(request.getHeaders(proxies.header().toString()));
        return address(request.getRemoteAddr(), told)
                .filter(address -> !address.isLoopbackAddress())
                .map(address -> Network.around(address, address instanceof Inet4Address ? IPV4_BITS : IPV6_BITS));
    }

    Optional<InetAddress> address(String peer, List<String> told) {
        Optional<InetAddress> believed = Network.literal(peer);
        List<String> hops = hops(told);
        for (int i = hops.size() - 1; i >= 0 && believed.filter(this::trusted).isPresent(); i--) {
            Optional<InetAddress> next = hop(hops.get(i));
            if (next.isEmpty()) {
                // Hidden or malformed: no hop further out can be believed.
                break;
            }
            believed = next;
        }
        return believed;
    }

    private boolean trusted(InetAddress address) {
        return proxies.trusted().stream().anyMatch(network -> network.contains(address));
    }

    private List<String> hops(List<String> told) {
        List<String> hops = new ArrayList<>();
        told.forEach(header -> hops.addAll(List.of(header.split(",", -1))));
        return proxies.header() == Proxies.Header.FORWARDED
                ? hops.stream().map(Origin::forwardedFor).toList()
                : hops;
    }

    private static String forwardedFor(String hop) {
        return Stream.of(hop.split(";", -1))
                .map(String::strip)
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                .map(pair -> pair.substring("for=".length()).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    /** Parses an address with or without a port; an IPv6 address with a port is in brackets. */
    private static Optional<InetAddress> hop(String text) {
        String address = text.strip();
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            address = address.substring(1, address.indexOf(']'));
        } else if (address.indexOf(':') == address.lastIndexOf(':') && address.indexOf(':') >= 0) {
            address = address.substring(0, address.indexOf(':'));
        }
        return Network.literal(address);
    }
}

package dev.challenger.http;

import dev.challenger.wire.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the networks that requests come from. A forwarding header counts only if the operator trusts the proxy that wrote
 * it: from the nearest hop outwards, each address is believed as long as the hop that reported it is trusted (RFC 7239
 * section 5.2). If a hop is hidden or malformed, the request comes from the proxy that reported it.
 */
public final class Origin {
    private static final Logger LOG = System.getLogger(Origin.class.getName());
    private static final int IPV4_BITS = 24;
    private static final int IPV6_BITS = 48;
    private static final Network THIS_MACHINE = Network.parse("127.0.0.0/8");

    /**
     * One parameter of RFC 7239 section 4 with its separator. Values without quotes may have colons and brackets, since many
     * proxies forget the quotes. Nothing may follow a closing quote: otherwise the caller could send an opening quote that
     * the proxy's own element closes.
     */
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G[ \t]*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)=" + "(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s\",;\\\\]*)[ \t]*)?([;,])");

    /** An address with or without a port. An IPv6 address with a port is in brackets. It may have a zone (RFC 6874). */
    private static final Pattern NODE = Pattern.compile(
            "(?:\\[([0-9A-Fa-f:.]+)(?:%[^]]*)?]|([0-9]+(?:\\.[0-9]+){3})|([0-9A-Fa-f.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%.*)?)"
                    + "(?::[0-9A-Za-z._-]*)?");

    private final Proxies proxies;
    private final AtomicBoolean warned = new AtomicBoolean();

    public Origin(Proxies proxies) {
        this.proxies = proxies;
    }

    /**
     * Returns the network that a request comes from, of the size that one subscriber or one house has. All requests from
     * this machine come from one network, 127.0.0.0/8.
     *
     * @return empty if the container knows no IP address of the peer
     */
    public Optional<Network> network(HttpServletRequest request) {
        Optional<InetAddress> peer = node(request.getRemoteAddr());
        warn(request, peer);
        List<String> told = Collections.list(request.getHeaders(proxies.header().toString()));
        return address(peer, told).map(Origin::around);
    }

    private static Network around(InetAddress address) {
        return address.isLoopbackAddress()
                ? THIS_MACHINE
                : Network.around(address, address instanceof Inet4Address ? IPV4_BITS : IPV6_BITS);
    }

    /** Logs a missing proxy.trusted once, since callers without a proxy can send the header as often as they like. */
    private void warn(HttpServletRequest request, Optional<InetAddress> peer) {
        boolean forwarded =
                Stream.of(Proxies.Header.values()).anyMatch(header -> request.getHeader(header.toString()) != null);
        if (forwarded && peer.filter(this::trusted).isEmpty() && !warned.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "A request from {0} has a forwarding header, and proxy.trusted does not name this address. If it is a"
                            + " proxy of yours, everybody behind it shares one budget.network. Further such requests are"
                            + " not logged",
                    request.getRemoteAddr());
        }
    }

    Optional<InetAddress> address(Optional<InetAddress> peer, List<String> told) {
        Optional<InetAddress> believed = peer;
        List<String> hops = told.stream().flatMap(line -> hops(line).stream()).toList();
        for (int i = hops.size() - 1; i >= 0 && believed.filter(this::trusted).isPresent(); i--) {
            Optional<InetAddress> next = node(hops.get(i));
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

    /** Reads one line of the header. An empty text stands for a hop that cannot be read. */
    private List<String> hops(String line) {
        return proxies.header() == Proxies.Header.FORWARDED ? forwardedFor(line) : List.of(line.split(",", -1));
    }

    private static List<String> forwardedFor(String line) {
        Matcher parameter = PARAMETER.matcher(line + ",");
        List<String> hops = new ArrayList<>();
        String hop = "";
        int end = 0;
        while (parameter.find()) {
            hop = "for".equalsIgnoreCase(parameter.group(1)) ? parameter.group(2) : hop;
            if (parameter.group(3).equals(",")) {
                hops.add(hop);
                hop = "";
            }
            end = parameter.end();
        }
        return end > line.length() ? hops : List.of("");
    }

    static Optional<InetAddress> node(@Nullable String text) {
        String plain = text == null ? "" : text.strip();
        if (plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")) {
            plain = plain.substring(1, plain.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        Matcher node = NODE.matcher(plain);
        return node.matches()
                ? Stream.of(1, 2, 3)
                        .flatMap(group -> Stream.ofNullable(node.group(group)))
                        .findFirst()
                        .flatMap(Network::literal)
                : Optional.empty();
    }
}

package dev.challenger.http;

import dev.challenger.wire.Network;
import java.util.List;

/**
 * The proxies in front of the service.
 *
 * @param trusted the networks of the proxies whose forwarding header is believed
 * @param header the header in which they name the client's address
 */
public record Proxies(List<Network> trusted, ProxyHeader header) {
    public Proxies {
        trusted = List.copyOf(trusted);
    }
}

package dev.challenger.http;

import dev.challenger.wire.Network;
import java.util.List;

/**
 * The proxies in front of the service.
 *
 * @param trusted the networks of the proxies whose forwarding header is believed
 * @param header the header in which they name the client's address
 */
public record Proxies(List<Network> trusted, Header header) {
    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /**
     * The headers in which proxies name the client's address. The operator chooses one, since a stranger can send the header
     * that the proxy does not set.
     */
    public enum Header {
        X_FORWARDED_FOR("x-forwarded-for"),
        /** The header of RFC 7239. */
        FORWARDED("forwarded");

        private final String wire;

        Header(String wire) {
            this.wire = wire;
        }

        /** Returns the name of the header, in lower case. */
        @Override
        public String toString() {
            return wire;
        }
    }
}

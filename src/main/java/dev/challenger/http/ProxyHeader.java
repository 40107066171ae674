package dev.challenger.http;

/**
 * The headers in which proxies name the client's address. The operator chooses one, since a stranger can send the header that
 * the proxy does not set.
 */
public enum ProxyHeader {
    X_FORWARDED_FOR("x-forwarded-for"),
    /** The header of RFC 7239. */
    FORWARDED("forwarded");

    private final String wire;

    ProxyHeader(String wire) {
        this.wire = wire;
    }

    /** Returns the name of the header, in lower case. */
    @Override
    public String toString() {
        return wire;
    }
}

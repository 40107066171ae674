package dev.challenger.http;

/** How proxies tell whose request they hand on. One is chosen, since what a proxy does not set a stranger can. */
public enum ProxyHeader {
    X_FORWARDED_FOR("x-forwarded-for"),
    /** RFC 7239. */
    FORWARDED("forwarded");

    private final String wire;

    ProxyHeader(String wire) {
        this.wire = wire;
    }

    /** The name of the header, in lower case. */
    @Override
    public String toString() {
        return wire;
    }
}

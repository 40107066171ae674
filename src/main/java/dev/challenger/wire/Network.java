package dev.challenger.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A network of the Internet, such as {@code 192.0.2.0/24} or {@code 2001:db8::/48}. */
public record Network(InetAddress network, int bits) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Returns the network with a prefix of this many bits that contains the address. */
    public static Network around(InetAddress address, int bits) {
        return new Network(masked(address, bits), bits);
    }

    /**
     * Parses an address with an optional prefix length, for example {@code 192.0.2.0/24}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = literal(parts[0]).orElseThrow(() -> new IllegalArgumentException("no IP address"));
        int all = address.getAddress().length * 8;
        int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > all || !masked(address, bits).equals(address)) {
            throw new IllegalArgumentException("not a network");
        }
        return new Network(address, bits);
    }

    /** Parses a numeric address. Names are never resolved. */
    public static Optional<InetAddress> literal(String text) {
        try {
            return LITERAL.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        return address.getAddress().length == network.getAddress().length
                && masked(address, bits).equals(network);
    }

    private static InetAddress masked(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        int whole = bits / 8;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xFF00 >> bits % 8);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}

package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.wire.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The channels of {@code tan_channel}. Existing programs know only these two. */
public enum TanChannel {
    SMS(AddressType.PHONE),
    EMAIL(AddressType.EMAIL);

    private static final int HINT_LENGTH = 4;

    /** The leading characters of a phone number that no hint shows. */
    private static final int HIDDEN = 3;

    private final String field;
    private final AddressPolicy stored;

    TanChannel(AddressType type) {
        this.field = type.fields().get(0).name();
        this.stored = new AddressPolicy(type, Optional.empty(), Map.of());
    }

    /** Parses the name on the wire. */
    public static Optional<TanChannel> parse(String name) {
        return Stream.of(values())
                .filter(channel -> channel.toString().equals(name))
                .findFirst();
    }

    /**
     * Reads an address in the form that all its spellings share.
     *
     * @param policy that of the delivery to the address
     * @throws Problem code 25 or 26 with the name of the field, if the address is missing or malformed, or messages may not
     *     go there
     */
    public Address parse(AddressPolicy policy, String typed) {
        return policy.parse(Map.of(field, typed)).normalised();
    }

    /** Returns the address with this {@link #text}. */
    public Address stored(String normalised) {
        return stored.stored(Map.of(field, normalised));
    }

    /** Returns the address as one text; the empty string for an address of another channel. */
    String text(Address address) {
        return address.value(field);
    }

    /**
     * Returns hints at an address, by which its owner recognises it. The first one shows the last four characters of a phone
     * number, or the first four characters before the {@code @}; half of these characters if there are at most four. The
     * others show more, and none shows the whole address.
     */
    List<String> hints(String address) {
        if (this == SMS) {
            int length = address.length();
            return IntStream.rangeClosed(HINT_LENGTH, Math.max(HINT_LENGTH, length - HIDDEN))
                    .mapToObj(shown -> address.substring(length - shown))
                    .toList();
        }
        int at = address.lastIndexOf('@');
        int shortest = at > HINT_LENGTH ? HINT_LENGTH : at / 2;
        String shown = address.substring(0, shortest);
        return Stream.concat(
                        Stream.of(shown, shown + "…" + address.substring(at)),
                        IntStream.rangeClosed(shortest + 1, at).mapToObj(end -> address.substring(0, end)))
                .toList();
    }

    /** The name on the wire: {@code sms} or {@code email}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

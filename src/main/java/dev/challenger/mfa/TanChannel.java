package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.wire.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The channels of {@code tan_channel}. Existing programs know only these two. */
public enum TanChannel {
    SMS(AddressType.PHONE),
    EMAIL(AddressType.EMAIL);

    private static final int HINT_LENGTH = 4;

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
    Address parse(AddressPolicy policy, String typed) {
        return policy.parse(Map.of(field, typed)).normalised();
    }

    /** Returns the address with this {@link #text}. */
    Address stored(String normalised) {
        return stored.stored(Map.of(field, normalised));
    }

    /** Returns the address as one text; the empty string for an address of another channel. */
    String text(Address address) {
        return address.value(field);
    }

    /**
     * Returns a part of an address that its owner recognises: the last four characters of a phone number, or the first four
     * characters before the {@code @}; half of these characters if there are at most four.
     */
    String hint(String address) {
        if (this == SMS) {
            return address.substring(Math.max(0, address.length() - HINT_LENGTH));
        }
        String local = address.substring(0, address.lastIndexOf('@'));
        return local.substring(0, local.length() > HINT_LENGTH ? HINT_LENGTH : local.length() / 2);
    }

    /** The name on the wire: {@code sms} or {@code email}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

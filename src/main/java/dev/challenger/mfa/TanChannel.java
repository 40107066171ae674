package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.wire.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** By what way a TAN goes out, as {@code tan_channel} names it. Programs in the field know these two and no other. */
public enum TanChannel {
    SMS("CONTACT_PHONE"),
    EMAIL("CONTACT_EMAIL");

    private static final int HINT_LENGTH = 4;

    private final String field;

    TanChannel(String field) {
        this.field = field;
    }

    /** The channel with this name on the wire. */
    public static Optional<TanChannel> parse(String name) {
        return Stream.of(values())
                .filter(channel -> channel.toString().equals(name))
                .findFirst();
    }

    /**
     * The one form that all spellings of an address share.
     *
     * @param policy of those who deliver to it
     * @throws Problem code 25 or 26 naming the field, if there is nothing, or this cannot be such an address, or is one
     *     that nothing may be sent to
     */
    String normalise(AddressPolicy policy, String typed) {
        return policy.normalise(policy.parse(Map.of(field, typed))).value(field);
    }

    /** An address as messages have it. */
    Address address(String normalised) {
        return new Address(Map.of(field, normalised));
    }

    /** What an address has for this channel; nothing if it is of another kind. */
    String value(Address address) {
        return address.value(field);
    }

    /**
     * Enough for its owner to recognise an address: the last four characters of a number, the first four before the
     * {@code @}, half of them where there are no more than four.
     */
    String hint(String address) {
        if (this == SMS) {
            return address.substring(Math.max(0, address.length() - HINT_LENGTH));
        }
        String local = address.substring(0, address.lastIndexOf('@'));
        return local.substring(0, local.length() > HINT_LENGTH ? HINT_LENGTH : local.length() / 2);
    }

    /** The name on the wire: {@code sms}, {@code email}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.challenger.address;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of address a service validates, as {@code address_type} of {@code /config} names it. */
public enum AddressType {
    EMAIL(Channel.EMAIL, Field.CONTACT_EMAIL),
    PHONE(Channel.PHONE, Field.CONTACT_PHONE),
    POSTAL(Channel.POST, Field.CONTACT_NAME, Field.ADDRESS_LINES, Field.ADDRESS_COUNTRY),
    /** In Switzerland. */
    POSTAL_CH(Channel.POST, Field.CONTACT_NAME, Field.ADDRESS_LINES);

    private final Channel channel;
    private final List<Field> fields;

    AddressType(Channel channel, Field... fields) {
        this.channel = channel;
        this.fields = List.of(fields);
    }

    /** The type with this name on the wire. */
    public static Optional<AddressType> parse(String name) {
        return Stream.of(values()).filter(type -> type.toString().equals(name)).findFirst();
    }

    /** What carries messages to addresses of this type. */
    public Channel channel() {
        return channel;
    }

    /** The fields an address of this type has, all of them required, in the order people are asked for them. */
    public List<Field> fields() {
        return fields;
    }

    /** The name on the wire: {@code postal-ch}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.challenger.address;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of addresses that a service validates: the {@code address_type} in {@code /config}. */
public enum AddressType {
    EMAIL(Channel.EMAIL, Field.CONTACT_EMAIL),
    PHONE(Channel.PHONE, Field.CONTACT_PHONE),
    POSTAL(Channel.POST, Field.CONTACT_NAME, Field.ADDRESS_LINES, Field.ADDRESS_COUNTRY),
    /** A postal address in Switzerland, which therefore has no country. */
    POSTAL_CH(Channel.POST, Field.CONTACT_NAME, Field.ADDRESS_LINES);

    private final Channel channel;
    private final List<Field> fields;

    AddressType(Channel channel, Field... fields) {
        this.channel = channel;
        this.fields = List.of(fields);
    }

    /** Returns the type with this name on the wire. */
    public static Optional<AddressType> parse(String name) {
        return Stream.of(values()).filter(type -> type.toString().equals(name)).findFirst();
    }

    /** Returns the channel that carries messages to addresses of this type. */
    public Channel channel() {
        return channel;
    }

    /** Returns the fields of an address of this type, all of them required, in the order of the form. */
    public List<Field> fields() {
        return fields;
    }

    /** Returns the name on the wire: {@code postal-ch}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

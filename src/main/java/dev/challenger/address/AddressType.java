package dev.challenger.address;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of address a service validates, as {@code address_type} of {@code /config} names it. */
public enum AddressType {
    EMAIL(List.of(new Field("CONTACT_EMAIL", 254, EmailAddress::normalise)));

    private final List<Field> fields;

    AddressType(List<Field> fields) {
        this.fields = fields;
    }

    /** The type with this name on the wire. */
    public static Optional<AddressType> parse(String name) {
        return Stream.of(values()).filter(type -> type.toString().equals(name)).findFirst();
    }

    /** The fields an address of this type has, all of them required, in the order people are asked for them. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * What many addresses have in common and what messages to them are counted by: the domain.
     *
     * @param address normalised
     */
    String area(Address address) {
        String email = address.value("CONTACT_EMAIL");
        return email.substring(email.lastIndexOf('@') + 1);
    }

    /** The name on the wire: {@code email}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

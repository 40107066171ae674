package dev.challenger.address;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An address: the fields of its type and their values, on the wire a JSON object. An address from
 * {@code AddressPolicy.parse} is complete and checked; one that a client pre-filled may lack fields or have values that no
 * message reaches. Its values are read and normalised at most once. Two addresses are equal if their fields are; see
 * {@link #same}.
 */
public final class Address {
    private final AddressType type;
    private final PhonePolicy phones;
    private final Map<String, String> fields;
    /** Null before the first use: many requests only show the fields. Threads that race compute the same. */
    private @Nullable Map<Field, FieldValue> values;

    Address(AddressType type, PhonePolicy phones, Map<String, String> fields) {
        this.type = type;
        this.phones = phones;
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Address of(AddressType type, PhonePolicy phones, Map<Field, FieldValue> values) {
        Map<String, String> fields = new LinkedHashMap<>();
        values.forEach((field, value) -> fields.put(field.name(), value.text()));
        Address address = new Address(type, phones, fields);
        address.values = Collections.unmodifiableMap(values);
        return address;
    }

    public AddressType type() {
        return type;
    }

    /** Returns the fields by name, in the order in which they were stored or asked for. */
    public Map<String, String> fields() {
        return fields;
    }

    /**
     * Returns the fields as people read them: e-mail domains in Unicode, phone numbers in groups of digits. They lead to the
     * same address.
     */
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>(fields);
        shown.computeIfPresent(Field.CONTACT_EMAIL.name(), (field, email) -> EmailAddress.shown(email));
        shown.computeIfPresent(Field.CONTACT_PHONE.name(), (field, number) -> PhoneNumber.shown(number));
        return shown;
    }

    /** Returns the value of a field, or the empty string. */
    public String value(String field) {
        return fields.getOrDefault(field, "");
    }

    private Map<Field, FieldValue> values() {
        Map<Field, FieldValue> read = values;
        if (read == null) {
            Map<Field, FieldValue> reading = new EnumMap<>(Field.class);
            for (Field field : Field.values()) {
                String value = fields.get(field.name());
                if (value != null) {
                    reading.put(field, FieldValue.read(field, value, phones));
                }
            }
            read = Collections.unmodifiableMap(reading);
            values = read;
        }
        return read;
    }

    /** Returns the normal form of a field, which all spellings of its value share, or the empty string. */
    String normal(Field field) {
        FieldValue value = values().get(field);
        return value == null ? "" : value.normal();
    }

    /** Returns the normal form of a field, or empty if the field is absent or cannot have its value. */
    public Optional<String> checked(Field field) {
        return Optional.ofNullable(values().get(field))
                .filter(FieldValue::possible)
                .map(FieldValue::normal);
    }

    /** Returns the address with all its fields in normal form. */
    public Address normalised() {
        Map<Field, FieldValue> normal = new EnumMap<>(Field.class);
        values().forEach((field, value) -> normal.put(field, value.normalised()));
        return of(type, phones, normal);
    }

    /** Returns true if both addresses are the same destination, even if they are spelled differently. */
    public boolean same(Address other) {
        if (values == null && type == other.type && phones.equals(other.phones) && equals(other)) {
            // Equal fields are read once for both.
            values = other.values;
        }
        return type.fields().stream().allMatch(field -> normal(field).equals(other.normal(field)));
    }

    /**
     * Returns the text that messages to this address are counted by: the same for all spellings of one mailbox, phone or
     * letter box. It is not an address to send to.
     */
    public String recipient() {
        String normal = type.fields().stream().map(this::normal).collect(Collectors.joining("\n"));
        return switch (type) {
            case EMAIL -> EmailAddress.mailbox(normal);
            case PHONE -> phone().map(PhoneNumber::line).orElse(normal);
            case POSTAL, POSTAL_CH -> normal;
        };
    }

    private Optional<PhoneNumber> phone() {
        return Optional.ofNullable(values().get(Field.CONTACT_PHONE)).flatMap(FieldValue::number);
    }

    /** Returns the areas that this address is in, each in its one form, the narrowest first. */
    public Map<Area, String> areas() {
        Map<Area, String> areas = new EnumMap<>(Area.class);
        switch (type) {
            case EMAIL -> {
                String email = normal(Field.CONTACT_EMAIL);
                areas.put(Area.DOMAIN, email.substring(email.lastIndexOf('@') + 1));
            }
            case PHONE ->
                phone().ifPresent(number -> {
                    areas.put(Area.PREFIX, number.prefix());
                    areas.put(Area.COUNTRY, number.country());
                });
            case POSTAL -> areas.put(Area.COUNTRY, normal(Field.ADDRESS_COUNTRY));
            case POSTAL_CH -> areas.put(Area.COUNTRY, "CH");
        }
        return areas;
    }

    /**
     * Returns the address for logs: enough for its owner to recognise it, too little to send to. {@code al…@e…} has the
     * beginning of each part of an e-mail address, {@code +41…67} the calling code and the last two digits of a phone
     * number, {@code CH, …} the country of a letter.
     */
    public String mask() {
        return values().values().stream()
                .sorted(Comparator.comparing(value -> value.field().name()))
                .map(FieldValue::mask)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && fields.equals(address.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Shows no field, since addresses are personal data; see {@link #mask}. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}

package dev.challenger.address;

import dev.challenger.taler.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses a service validates: one type, and the operator's restrictions by field name.
 *
 * @param hint an example to show in the field
 */
public record AddressPolicy(AddressType type, Optional<String> hint, Map<String, Restriction> restrictions) {
    public AddressPolicy {
        restrictions = Map.copyOf(restrictions);
    }

    /**
     * Reads an address from the fields of a form or a JSON object; others are ignored, blanks around a value too.
     *
     * @throws Problem code 25 naming a field that is missing, code 26 naming one that cannot be right
     */
    public Address parse(Map<String, String> input) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            String typed = input.get(field.name());
            if (typed == null || typed.isBlank()) {
                throw Problem.missing(field.name());
            }
            if (!allows(field, typed.strip())) {
                throw Problem.malformed(field.name());
            }
            values.put(field.name(), typed.strip());
        }
        return new Address(values);
    }

    /** The same without the operator's restrictions, which may have been others when an address was stored. */
    public AddressPolicy unrestricted() {
        return new AddressPolicy(type, hint, Map.of());
    }

    /** What a client pre-fills, checked by nobody before a person has seen it. */
    public Address prefill(Map<String, String> input) {
        Map<String, String> values = new LinkedHashMap<>();
        type.fields().forEach(field -> {
            String value = input.get(field.name());
            if (value != null) {
                values.put(field.name(), value);
            }
        });
        return new Address(values);
    }

    /** Whether both are the same destination, however they were typed. */
    public boolean same(Address one, Address other) {
        return normalise(one).equals(normalise(other));
    }

    /** The address in the one form that equal addresses share. */
    public Address normalise(Address address) {
        Map<String, String> values = new LinkedHashMap<>();
        type.fields().forEach(field -> {
            String value = address.value(field.name());
            values.put(field.name(), field.check().normalise(value).orElse(value));
        });
        return new Address(values);
    }

    /** The mail domain of an address, in the one form it has. */
    public String area(Address address) {
        return type.area(normalise(address));
    }

    private boolean allows(Field field, String value) {
        Restriction restriction = restrictions.get(field.name());
        return value.length() <= field.maxLength()
                && field.check().normalise(value).isPresent()
                && (restriction == null || restriction.allows(value));
    }
}

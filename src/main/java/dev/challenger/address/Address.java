package dev.challenger.address;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An address as a person typed it: the fields of its type and their values, on the wire a JSON object. Complete and
 * checked if it came from {@link AddressPolicy#parse}; what a client pre-fills may lack fields.
 */
public record Address(Map<String, String> fields) {
    public Address {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The value of a field, or nothing to show. */
    public String value(String field) {
        return fields.getOrDefault(field, "");
    }

    /** Says nothing, since addresses are nobody's business; see {@link Mask}. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}

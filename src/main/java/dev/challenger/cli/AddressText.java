package dev.challenger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Field;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An address as an operator enters it: the value of its only field, or a JSON object of its fields. */
record AddressText(String text) {
    private static final String STANDARD_INPUT = "standard input";

    /** Far more than the longest address needs. */
    private static final int MAX_BYTES = 16 * 1024;

    /** @throws Refused if the input cannot be read, or is too long */
    static AddressText read(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Refused("standard input is longer than an address");
            }
            return new AddressText(new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new Refused("standard input cannot be read");
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /**
     * Returns the values by field name, unchecked.
     *
     * @throws Problem code 22 if the text begins like a JSON object but is not one
     * @throws Refused if the type has several fields and the text is not JSON
     */
    private Map<String, String> fields(AddressType type) {
        List<String> names = type.fields().stream().map(Field::name).toList();
        if (!isJson() && names.size() > 1) {
            throw new Refused("an address of type " + type + " is a JSON object of " + String.join(", ", names));
        }
        return isJson() ? values(names) : Map.of(names.get(0), text);
    }

    boolean isJson() {
        return text.startsWith("{");
    }

    boolean hasAtSign() {
        return text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0;
    }

    /**
     * Returns the address of the policy's type.
     *
     * @param source of the text, for the refusal, which does not repeat the address
     * @throws Refused if it is no such address
     */
    Address address(AddressPolicy policy, String source) {
        try {
            return policy.parse(fields(policy.type()));
        } catch (Problem e) {
            String why = e.detail()
                    .map(field -> field + " is missing or malformed")
                    .orElse(e.code().hint());
            throw new Refused(source + " is not an address of type " + policy.type() + ": " + why);
        }
    }

    /**
     * Reads the address as one of the type that this installation validates; failing that, as one of another type, since nodes
     * of other types may use the same database. Restrictions do not count.
     *
     * @throws Refused if it is no address; the refusal does not repeat it
     */
    Address address(AddressPolicy policy) {
        AddressPolicy validated = policy.unrestricted();
        try {
            return address(validated, STANDARD_INPUT);
        } catch (Refused refused) {
            return Stream.of(AddressType.values())
                    .filter(type -> type != validated.type())
                    .flatMap(type -> find(validated.unrestricted(type)).stream())
                    .findFirst()
                    .orElseThrow(() -> refused);
        }
    }

    private Optional<Address> find(AddressPolicy policy) {
        try {
            return Optional.of(address(policy, STANDARD_INPUT));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private Map<String, String> values(List<String> names) {
        JsonNode json = Json.readObject(text.getBytes(StandardCharsets.UTF_8));
        Map<String, String> values = new HashMap<>();
        names.stream()
                .filter(name -> json.path(name).isTextual())
                .forEach(name -> values.put(name, json.path(name).textValue()));
        return values;
    }

    /** Shows nothing of the address, which is personal data. */
    @Override
    public String toString() {
        return "AddressText[…]";
    }
}

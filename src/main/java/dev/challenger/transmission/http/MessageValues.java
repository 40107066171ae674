package dev.challenger.transmission.http;

import dev.challenger.address.Address;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.address.Field;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that the template of a request may use. */
final class MessageValues {
    private static final String ADDRESS = "address";
    private static final String LINES = "lines";
    private static final String TO = "to";
    /** The printed letter in base64. */
    static final String PDF = "pdf";

    private MessageValues() {}

    private static Stream<Field> fields(Channel channel) {
        return Stream.of(AddressType.values())
                .filter(type -> type.channel() == channel)
                .flatMap(type -> type.fields().stream())
                .distinct();
    }

    /** Returns the names of the values; a dot is between a value and its member. */
    static Set<String> names(Channel channel) {
        Set<String> names = new HashSet<>(sample(channel).keySet());
        fields(channel).forEach(field -> names.add(ADDRESS + "." + field));
        names.remove(ADDRESS);
        return names;
    }

    /** Returns values that stand for any others. */
    static Map<String, Object> sample(Channel channel) {
        Map<String, Object> values = new HashMap<>();
        Stream.of(
                        "code",
                        "text",
                        "subject",
                        "reference",
                        "client",
                        "language",
                        "host",
                        "key",
                        "user",
                        "password",
                        "basic")
                .forEach(name -> values.put(name, "x"));
        values.put(ADDRESS, fields(channel).collect(Collectors.toMap(Field::name, field -> "x")));
        if (channel == Channel.POST) {
            values.put(LINES, List.of("x", "x"));
            values.put(PDF, "x");
        } else {
            values.put(TO, "x");
        }
        return values;
    }

    /** @param key the same for every attempt to send this message by this gateway */
    static Map<String, Object> of(Message message, String key) throws TransmissionException {
        Map<String, Object> values = new HashMap<>();
        values.put("code", message.tan().digits());
        values.put("text", message.text());
        values.put("subject", message.subject());
        values.put("reference", message.reference());
        values.put("client", message.asker());
        values.put("language", message.language().tag());
        values.put("key", key);
        address(message.recipient(), values);
        return values;
    }

    private static void address(Address to, Map<String, Object> values) throws TransmissionException {
        Map<String, String> fields = new HashMap<>(to.fields());
        switch (to.type().channel()) {
            case EMAIL, PHONE -> {
                Field field = to.type().fields().get(0);
                String normal = to.checked(field)
                        .orElseThrow(() -> new TransmissionException(
                                Fault.ADDRESS, "not an address that messages can be sent to"));
                fields.put(field.name(), normal);
                values.put(TO, normal);
            }
            case POST -> {
                fields.putIfAbsent(Field.ADDRESS_COUNTRY.name(), "CH");
                values.put(
                        LINES,
                        Stream.of(Field.CONTACT_NAME, Field.ADDRESS_LINES)
                                .map(field -> Objects.requireNonNullElse(fields.get(field.name()), ""))
                                .flatMap(String::lines)
                                .toList());
            }
        }
        values.put(ADDRESS, fields);
    }
}

package dev.challenger.address;

import dev.challenger.address.FieldProblem.Reason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses a service validates: one type, and the operator's restrictions by field name.
 *
 * @param hint an example to show in the field
 * @param phones which phone numbers; of no account for other types
 */
public record AddressPolicy(
        AddressType type, Optional<String> hint, Map<String, Restriction> restrictions, PhonePolicy phones) {
    public AddressPolicy {
        restrictions = Map.copyOf(restrictions);
    }

    /** One for addresses that are no phone numbers. */
    public AddressPolicy(AddressType type, Optional<String> hint, Map<String, Restriction> restrictions) {
        this(type, hint, restrictions, PhonePolicy.NOWHERE);
    }

    /** The example to show in a field. There is one for the whole address, so neither a name nor a country has it. */
    public Optional<String> example(Field field) {
        return field == Field.CONTACT_NAME || field == Field.ADDRESS_COUNTRY ? Optional.empty() : hint;
    }

    /**
     * Reads an address from the fields of a form or a JSON object; others are ignored, blanks around a value too. Phone
     * numbers become E.164, countries upper case, lines end with {@code \n}; all else stays as it was typed.
     *
     * @throws FieldProblem code 25 naming a field that is missing, code 26 naming one that will not do
     */
    public Address parse(Map<String, String> input) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            String typed = input.getOrDefault(field.name(), "").strip();
            refusal(field, typed).ifPresent(reason -> {
                throw new FieldProblem(field, reason);
            });
            values.put(field.name(), read(field, typed).orElseThrow());
        }
        return new Address(values);
    }

    /** The same without the operator's restrictions, which may have been others when an address was stored. */
    public AddressPolicy unrestricted() {
        return unrestricted(type);
    }

    /** One for addresses of a type, another one perhaps, without the operator's restrictions. */
    public AddressPolicy unrestricted(AddressType other) {
        return new AddressPolicy(other, hint, Map.of(), phones.unrestricted());
    }

    private Optional<Reason> refusal(Field field, String typed) {
        if (typed.isEmpty()) {
            return Optional.of(Reason.MISSING);
        }
        Optional<String> value = read(field, typed);
        if (value.isEmpty()) {
            return Optional.of(field == Field.CONTACT_PHONE ? phones.unread(typed) : Reason.MALFORMED);
        }
        Restriction restriction = restrictions.get(field.name());
        if (restriction != null && !restriction.allows(value.get())) {
            return Optional.of(Reason.MALFORMED);
        }
        return field == Field.CONTACT_PHONE ? phones.parse(value.get()).flatMap(phones::refusal) : Optional.empty();
    }

    /** What a client pre-fills, checked by nobody before a person has seen it; what can be read is kept as {@link #parse} does. */
    public Address prefill(Map<String, String> input) {
        Map<String, String> values = new LinkedHashMap<>();
        type.fields().forEach(field -> {
            String value = input.get(field.name());
            if (value != null) {
                values.put(field.name(), read(field, value).orElse(value));
            }
        });
        return new Address(values);
    }

    /** The value as it is kept and handed on, or empty if this cannot be one. */
    private Optional<String> read(Field field, String value) {
        // Browsers count the end of a line once, and send it as two characters.
        if (value.replace("\r\n", "\n").length() > field.maxLength()) {
            return Optional.empty();
        }
        return switch (field) {
            case CONTACT_EMAIL -> EmailAddress.normalise(value).map(any -> value);
            case CONTACT_PHONE -> phones.parse(value).map(PhoneNumber::e164);
            case CONTACT_NAME -> PostalAddress.line(value);
            case ADDRESS_LINES -> PostalAddress.lines(value);
            case ADDRESS_COUNTRY -> PostalAddress.country(value);
        };
    }

    /** Whether both are the same destination, however they were typed. */
    public boolean same(Address one, Address other) {
        return normalise(one).equals(normalise(other));
    }

    /** The address in the one form that equal addresses share. */
    public Address normalise(Address address) {
        Map<String, String> values = new LinkedHashMap<>();
        type.fields().forEach(field -> values.put(field.name(), normalise(field, address.value(field.name()))));
        return new Address(values);
    }

    private String normalise(Field field, String value) {
        return switch (field) {
            case CONTACT_EMAIL -> EmailAddress.normalise(value).orElse(value);
            case CONTACT_NAME, ADDRESS_LINES -> PostalAddress.fold(value);
            case CONTACT_PHONE, ADDRESS_COUNTRY -> read(field, value).orElse(value);
        };
    }

    /**
     * What messages to an address are counted by: one text for all spellings that one mailbox, phone or letter box gets.
     * Nobody is written to by it.
     */
    public String recipient(Address address) {
        Map<String, String> fields = normalise(address).fields();
        return type == AddressType.EMAIL
                ? EmailAddress.mailbox(String.join("", fields.values()))
                : String.join("\n", fields.values());
    }

    /** What an address has in common with others, in the one form each has, the narrowest first. */
    public Map<Area, String> areas(Address address) {
        Map<Area, String> areas = new EnumMap<>(Area.class);
        Address normal = normalise(address);
        switch (type) {
            case EMAIL -> {
                String email = normal.value("CONTACT_EMAIL");
                areas.put(Area.DOMAIN, email.substring(email.lastIndexOf('@') + 1));
            }
            case PHONE ->
                phones.parse(normal.value("CONTACT_PHONE")).ifPresent(number -> {
                    areas.put(Area.PREFIX, number.prefix());
                    areas.put(Area.COUNTRY, number.country());
                });
            case POSTAL -> areas.put(Area.COUNTRY, normal.value("ADDRESS_COUNTRY"));
            case POSTAL_CH -> areas.put(Area.COUNTRY, "CH");
        }
        return areas;
    }
}

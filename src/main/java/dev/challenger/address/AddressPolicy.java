package dev.challenger.address;

import dev.challenger.address.FieldProblem.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses that a service validates: one type, and the operator's restrictions by field name.
 *
 * @param hint an example to show in the form
 * @param phones the phone numbers that messages may go to; ignored for other types
 */
public record AddressPolicy(
        AddressType type, Optional<String> hint, Map<String, Restriction> restrictions, PhonePolicy phones) {
    public AddressPolicy {
        restrictions = Map.copyOf(restrictions);
    }

    /** Makes a policy for addresses that are not phone numbers. */
    public AddressPolicy(AddressType type, Optional<String> hint, Map<String, Restriction> restrictions) {
        this(type, hint, restrictions, PhonePolicy.NOWHERE);
    }

    /**
     * Returns the example to show in a field. The hint is one for the whole address, so fields for names and countries do
     * not show it.
     */
    public Optional<String> example(Field field) {
        return field == Field.CONTACT_NAME || field == Field.ADDRESS_COUNTRY ? Optional.empty() : hint;
    }

    /**
     * Reads an address from the fields of a form or a JSON object. Other fields are ignored, and so are blanks and
     * invisible characters around a value. E-mail domains become lower-case ASCII, phone numbers E.164, countries upper case;
     * lines end with {@code \n}. Restrictions see this form.
     *
     * @throws FieldProblem code 25 with the name of a missing field, code 26 with the name of a field whose value is
     *     malformed or not allowed
     */
    public Address parse(Map<String, String> input) {
        Map<Field, FieldValue> values = new EnumMap<>(Field.class);
        for (Field field : type.fields()) {
            FieldValue value = FieldValue.read(field, input.getOrDefault(field.name(), ""), phones);
            refusal(value).ifPresent(reason -> {
                throw new FieldProblem(field, reason);
            });
            values.put(field, value);
        }
        return Address.of(type, phones, values);
    }

    private Optional<Reason> refusal(FieldValue value) {
        Field field = value.field();
        if (value.text().isEmpty()) {
            return Optional.of(Reason.MISSING);
        }
        if (!value.possible()) {
            return Optional.of(
                    switch (field) {
                        case CONTACT_EMAIL ->
                            EmailAddress.hasWrongLetter(value.text()) ? Reason.LETTER : Reason.MALFORMED;
                        case CONTACT_PHONE -> phones.unread(value.text());
                        default -> Reason.MALFORMED;
                    });
        }
        Restriction restriction = restrictions.get(field.name());
        if (restriction != null && !restriction.allows(value.text())) {
            return Optional.of(Reason.RESTRICTED);
        }
        return value.number().flatMap(phones::refusal);
    }

    /**
     * Returns the address that a person probably meant who typed this one: the same mailbox at a big provider, whose domain
     * differs by one typing error. Empty if there is none, or this service does not accept it.
     */
    public Optional<Address> meant(Address typed) {
        String email = typed.value(Field.CONTACT_EMAIL.name());
        int domain = email.lastIndexOf('@') + 1;
        return NearMiss.of(email.substring(domain)).flatMap(other -> accepted(email.substring(0, domain) + other));
    }

    private Optional<Address> accepted(String email) {
        FieldValue value = FieldValue.read(Field.CONTACT_EMAIL, email, phones);
        return refusal(value).isPresent()
                ? Optional.empty()
                : Optional.of(Address.of(type, phones, Map.of(Field.CONTACT_EMAIL, value)));
    }

    /**
     * Takes over the fields that a client pre-fills. They may be missing or malformed, since a person checks them before
     * anything is sent; all are cleaned, and readable values get the form that {@link #parse} gives them.
     */
    public Address prefill(Map<String, String> input) {
        Map<Field, FieldValue> values = new EnumMap<>(Field.class);
        for (Field field : type.fields()) {
            String value = input.get(field.name());
            if (value != null) {
                values.put(field, FieldValue.read(field, value, phones));
            }
        }
        return Address.of(type, phones, values);
    }

    /** Takes over the fields of an address as they are, for example from the database. They are read when they are needed. */
    public Address stored(Map<String, String> fields) {
        return new Address(type, phones, fields);
    }

    /** Returns this policy without the operator's restrictions, which may have changed since an address was stored. */
    public AddressPolicy unrestricted() {
        return unrestricted(type);
    }

    /** Returns the policy to read an address of a stored type: this one, or for another type one without restrictions. */
    public AddressPolicy forStored(AddressType stored) {
        return stored == type ? this : unrestricted(stored);
    }

    /** Returns a policy for addresses of any type without the operator's restrictions. */
    public AddressPolicy unrestricted(AddressType other) {
        return new AddressPolicy(other, hint, Map.of(), phones.unrestricted());
    }
}

package dev.challenger.testing;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import java.util.Map;
import java.util.Optional;

/** Addresses as a service for e-mail addresses has them. */
public final class Addresses {
    public static final AddressPolicy POLICY = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());

    private Addresses() {}

    public static Address email(String text) {
        return of(Map.of("CONTACT_EMAIL", text));
    }

    /** Returns an e-mail address as the service reads what a person typed, whether mail can be sent to it or not. */
    public static Address typed(String text) {
        return POLICY.prefill(Map.of("CONTACT_EMAIL", text));
    }

    public static Address of(Map<String, String> fields) {
        return POLICY.stored(fields);
    }
}

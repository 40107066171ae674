package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.client.Client;
import dev.challenger.limit.Budget;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tans;
import dev.challenger.transmission.TestAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the validations that tests start with. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String FIELD = "CONTACT_EMAIL";
    static final Client CLIENT = new Client(7, "Sample Shop", List.of("https://shop.example/callback"), false, false);
    static final AddressPolicy POLICY = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
    static final TestAddresses NO_TESTS = TestAddresses.NONE;
    static final ValidationLimits LIMITS = limits(3, 3, 3);

    private Samples() {}

    static ValidationLimits limits(int addressChanges, int transmissions, int attempts) {
        return new ValidationLimits(
                addressChanges,
                transmissions,
                attempts,
                Duration.ofMinutes(30),
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                Duration.ofHours(24),
                Duration.ofDays(365),
                Duration.ofDays(7),
                10_000,
                new Budget(300, Duration.ofHours(1)));
    }

    /** Returns a validation after {@code /setup}. */
    static Validation begun(@Nullable Address prefilled, boolean readOnly, int changesLeft) {
        return new Validation(
                1,
                0,
                Hash.of("nonce"),
                CLIENT,
                NOW.plus(LIMITS.validationValidFor()),
                prefilled,
                readOnly,
                Authorization.NONE,
                null,
                changesLeft,
                0,
                null,
                Tans.NONE,
                null);
    }

    /** Returns a validation after {@code /setup} without a body. */
    static Validation begun() {
        return begun(null, false, LIMITS.addressChanges());
    }

    static Map<String, String> typed(String email) {
        return Map.of(FIELD, email);
    }

    static Address address(String email) {
        return POLICY.stored(typed(email));
    }
}

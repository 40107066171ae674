package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.tan.Tan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks which addresses are test addresses, and until when. */
class TestAddressesTest {
    private static final AddressPolicy POLICY = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Address address(String email) {
        return POLICY.stored(Map.of("CONTACT_EMAIL", email));
    }

    private static TestAddresses until(String day) {
        Map<Address, Tan> tans =
                Map.of(address("person@example.com"), Tan.parse("00000012").orElseThrow());
        return new TestAddresses(tans, LocalDate.parse(day));
    }

    @Test
    void eachTestAddressHasItsTanInAnySpelling() {
        TestAddresses tests = until("2026-12-31");

        assertEquals(Tan.parse("0000-0012"), tests.tan(address("person@EXAMPLE.com"), NOW));
        assertEquals(Optional.empty(), tests.tan(address("Person@example.com"), NOW));
        assertEquals(Optional.empty(), tests.tan(address("person@example.org"), NOW));
    }

    @Test
    void testAddressesEndWithTheirLastDayInUtc() {
        TestAddresses tests = until("2026-12-31");

        assertTrue(tests.contain(address("person@example.com"), Instant.parse("2026-12-31T23:59:59.999Z")));
        assertFalse(tests.contain(address("person@example.com"), Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void theOperatorIsWarnedOfActiveAndOfExpiredTestAddresses() {
        assertEquals(
                Optional.of(
                        "Test addresses: 1, until the end of 2026-12-31 UTC. Nothing is sent to them, and their TANs are"
                                + " those in the settings"),
                until("2026-12-31").warning(NOW));
        assertEquals(
                Optional.of("The test addresses expired after 2026-11-20 and are now treated as any other address"),
                until("2026-11-20").warning(NOW));
        assertEquals(Optional.empty(), TestAddresses.NONE.warning(NOW));
    }
}

package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how much of an address {@link Address#mask} shows. */
final class MaskTest {
    private static String mask(Map<String, String> fields) {
        return new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of())
                .stored(fields)
                .mask();
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, al…@e…",
        "al@example.com, a…@e…",
        "a@b.cd, …@b…",
        "a@b, …@…",
        "12, 1…",
        "1, …",
        "'', …",
        "a@b@c.de, a…@c…",
    })
    void anEmailAddressShowsOnlyItsBeginningAndNeverMoreThanHalf(String value, String shown) {
        assertEquals(shown, mask(Map.of("CONTACT_EMAIL", value)));
    }

    @ParameterizedTest
    @CsvSource({"+41791234567, +41…67", "+18765550123, +1…23", "079 123 45 67, …", "nonsense, …", "'', …"})
    void aPhoneNumberShowsItsCallingCodeAndTwoDigits(String value, String shown) {
        assertEquals(shown, mask(Map.of("CONTACT_PHONE", value)));
    }

    @Test
    void aPostalAddressShowsOnlyItsCountry() {
        Map<String, String> abroad =
                Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "1 High Street\nLondon", "ADDRESS_COUNTRY", "GB");

        assertEquals("GB, …", mask(abroad));
        assertEquals("…", mask(Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "London")));
        assertEquals("…", mask(Map.of("ADDRESS_COUNTRY", "1 High Street")));
    }
}

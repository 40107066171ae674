package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskTest {
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
    void ofAnEmailAddressOnlyTheBeginningIsShownAndNeverMoreThanHalf(String value, String shown) {
        assertEquals(shown, Mask.of(new Address(Map.of("CONTACT_EMAIL", value))));
    }

    @ParameterizedTest
    @CsvSource({"+41791234567, +41…67", "+18765550123, +1…23", "079 123 45 67, …", "nonsense, …", "'', …"})
    void ofAPhoneNumberTheCallingCodeAndTwoDigitsAreShown(String value, String shown) {
        assertEquals(shown, Mask.of(new Address(Map.of("CONTACT_PHONE", value))));
    }

    @Test
    void ofALetterOnlyTheCountryIsShown() {
        Map<String, String> abroad =
                Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "1 High Street\nLondon", "ADDRESS_COUNTRY", "GB");

        assertEquals("GB, …", Mask.of(new Address(abroad)));
        assertEquals("…", Mask.of(new Address(Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "London"))));
        assertEquals("…", Mask.of(new Address(Map.of("ADDRESS_COUNTRY", "1 High Street"))));
    }
}

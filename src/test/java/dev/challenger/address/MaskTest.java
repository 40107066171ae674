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
        "+41791234567, +4…",
        "12, 1…",
        "1, …",
        "'', …",
        "a@b@c.de, a…@c…",
    })
    void onlyTheBeginningIsShownAndNeverMoreThanHalf(String value, String shown) {
        assertEquals(shown, Mask.of(new Address(Map.of("CONTACT_EMAIL", value))));
    }

    @Test
    void everyFieldIsShownInTheOrderOfTheirNames() {
        assertEquals("al…, 12…", Mask.of(new Address(Map.of("B", "12345", "A", "alice"))));
    }
}

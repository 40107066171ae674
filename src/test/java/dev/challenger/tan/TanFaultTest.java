package dev.challenger.tan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what people are told about an entry that is not a TAN. */
final class TanFaultTest {
    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "' \u00a0\u200b', MISSING",
        "1, SHORT",
        "1234567, SHORT",
        "1234 567, SHORT",
        "1234-567, SHORT",
        "١٢٣٤٥٦٧, SHORT",
        "123456789, LONG",
        "1234 5678 9, LONG",
        "１２３４５６７８９, LONG",
        "-, LETTERS",
        "nonsense, LETTERS",
        "1234567x, LETTERS",
        "1234O567, LETTERS",
        "1234/5678, LETTERS",
        "12345678 or 87654321, LETTERS",
    })
    void eachFaultIsToldByItsKind(String typed, TanFault fault) {
        assertEquals(Optional.empty(), Tan.parse(typed));
        assertEquals(fault, TanFault.of(typed));
    }
}

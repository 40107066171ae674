package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    private record Sample(
            int authAttemptsLeft, boolean isOut, @Nullable String detail, Map<String, String> address) {}

    @Test
    void recordsAreWrittenInSnakeCaseAndFieldNamesOfAddressesAreKept() {
        assertEquals(
                "{\"auth_attempts_left\":3,\"is_out\":true,\"address\":{\"CONTACT_EMAIL\":\"é\"}}",
                Json.write(new Sample(3, true, null, Map.of("CONTACT_EMAIL", "é"))));
    }

    @Test
    void timestampsAreSecondsOrNever() {
        assertEquals("{\"t_s\":1766000000}", Json.write(Timestamp.of(Instant.ofEpochSecond(1_766_000_000))));
        assertEquals("{\"t_s\":\"never\"}", Json.write(Timestamp.NEVER));
    }

    @Test
    void addressesAreReadAsTheyWereWritten() {
        Map<String, String> fields = Map.of("B", "\u0000\"\\é😀", "A", "");

        assertEquals(fields, Json.readStrings(Json.write(fields)));
    }

    @Test
    void whatCannotBeReadBackIsNotQuoted() {
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> Json.readStrings("{\"person@example.com\":"));

        assertFalse(String.valueOf(fault.getMessage()).contains("person"));
        assertTrue(Optional.ofNullable(fault.getCause()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}{}",
                "{} x",
                "{}]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "/* */{}",
                "{\"a\":\"\n\"}",
                "nul",
            })
    void whatIsNotOneStrictJsonValueIsMalformed(String json) {
        assertMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        assertMalformed(new byte[] {'"', (byte) 0xFF, '"'});
        assertMalformed(new byte[] {'"', (byte) 0xC3, '"'});
    }

    @Test
    void whatIsNestedBeyondReasonIsMalformed() {
        assertMalformed("[".repeat(16_000).getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertMalformed(byte[] json) {
        assertEquals(
                ErrorCode.GENERIC_JSON_INVALID,
                assertThrows(Problem.class, () -> Json.read(json)).code());
    }
}

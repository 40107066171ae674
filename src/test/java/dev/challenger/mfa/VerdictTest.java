package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.challenger.mfa.Verdict.Offered;
import dev.challenger.mfa.Verdict.Pending;
import dev.challenger.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the verdict as JSON. */
final class VerdictTest {
    private final Pending pending = new Pending(
            List.of(new Offered("1-A", TanChannel.EMAIL, "al\""), new Offered("2-B", TanChannel.SMS, "0123")), true);

    @Test
    void aVerdictIsWrittenWithAllItsMembers() {
        assertEquals(
                "{\"challenges\":["
                        + "{\"challenge_id\":\"1-A\",\"tan_channel\":\"email\",\"tan_info\":\"al\\\"\"},"
                        + "{\"challenge_id\":\"2-B\",\"tan_channel\":\"sms\",\"tan_info\":\"0123\"}],"
                        + "\"combi_and\":true}",
                Json.write(pending));
        assertEquals("{\"challenges\":[],\"combi_and\":false}", Json.write(new Pending(List.of(), false)));
    }

    @Test
    void noIdIsPrinted() {
        assertFalse(pending.toString().contains("1-A"));
    }
}

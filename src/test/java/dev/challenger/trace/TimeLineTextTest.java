package dev.challenger.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.trace.TimeLine.Asker;
import dev.challenger.trace.TimeLine.Code;
import dev.challenger.trace.TimeLine.Kind;
import dev.challenger.trace.TimeLine.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the words in which a time line is told. */
class TimeLineTextTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

    private final TimeLineText text =
            new TimeLineText(ZoneId.of("Europe/Zurich"), NOON, Map.of(1L, "Sample\u001b[2J Shop"));

    private static TraceEvent event(String json) throws Exception {
        JsonNode line = new ObjectMapper().readTree(json);
        Map<AuditField, JsonNode> fields = new EnumMap<>(AuditField.class);
        for (AuditField field : AuditField.values()) {
            if (line.has(field.toString())) {
                fields.put(field, line.get(field.toString()));
            }
        }
        return new TraceEvent(fields);
    }

    private static TimeLine line(boolean solved, @Nullable Code code, List<TraceEvent> events) {
        return new TimeLine(
                Kind.VALIDATION,
                17,
                new Asker(1, null, null),
                null,
                List.of(),
                new Recorded(false, false, events),
                MIDNIGHT,
                solved,
                code);
    }

    private String told(String more) throws Exception {
        return text.of(line(true, null, List.of(event("{\"at\":\"" + NOON + "\"," + more + "}"))))
                .lines()
                .filter(line -> line.startsWith("  2026-11-21 13:00:00 +01:00  "))
                .findFirst()
                .orElseThrow()
                .substring(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"event\":\"refused\",\"code\":9757,\"reason\":\"budget per destination\"|An address was entered. No message was handed over: the budget per destination is used up.",
                "\"event\":\"refused\",\"code\":9752,\"reason\":\"no such\",\"reply\":\"550 5.1.1\"|An address was entered. No message was handed over: no such; the answer was: 550 5.1.1.",
                "\"event\":\"refused\",\"code\":2130|An address was entered. No message was handed over: No other code is sent for now.",
                "\"event\":\"refused\",\"code\":1|An address was entered. No message was handed over: the reason is unknown.",
                "\"event\":\"refused\",\"code\":26,\"reason\":\"CONTACT_PHONE: country\"|An address was entered. No message was handed over: it is malformed or not allowed (CONTACT_PHONE: country).",
                "\"event\":\"sent\",\"test\":true|An address was entered. Nothing was sent, because this is a test address.",
                "\"event\":\"sent\",\"sender\":\"sms\"|An address was entered. A message was handed over to sender sms, which gave no id.",
                "\"event\":\"wrong\",\"reason\":\"expired\",\"attempts_left\":3|A code was entered after the code had expired.",
                "\"event\":\"wrong\",\"reason\":\"exhausted\"|A code was entered after all attempts were used up.",
                "\"event\":\"wrong\",\"reason\":\"nothing-sent\"|A code was entered before one was sent.",
                "\"event\":\"later\"|Event later.",
            })
    void eventsAreSentences(String event, String sentence) throws Exception {
        assertEquals(sentence, told(event));
    }

    @ParameterizedTest
    @EnumSource(AuditEvent.class)
    void everyEventHasASentence(AuditEvent event) throws Exception {
        assertTrue(told("\"event\":\"" + event + "\"").matches("[A-Z].{15,}\\."), event.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT10M|3|PT1M|2|the code can be entered until 2026-11-21 13:10:00 +01:00; attempts left: 3. Messages left for this address: 2. The next one can be requested at 2026-11-21 13:01:00 +01:00.",
                "PT10M|0|PT1M|2|all attempts at the code are used up. Messages left for this address: 2.",
                "PT10M|1|PT1M|0|the code can be entered until 2026-11-21 13:10:00 +01:00; attempts left: 1. No message to this address is left.",
                "PT-1M|3|PT-9M|1|the code expired at 2026-11-21 12:59:00 +01:00. Messages left for this address: 1.",
            })
    void theStateOfTheCodeIsTold(Duration expires, int attempts, Duration resend, int left, String state) {
        Code code = new Code(NOON.plus(expires), attempts, NOON.plus(resend), left);

        String told = text.of(line(false, code, List.of()));

        assertTrue(told.endsWith("  Now: " + state + " It ends at 2026-11-22 01:00:00 +01:00."), told);
        assertTrue(told.contains("  It is not recorded if a message was handed over: see the audit log."), told);
    }

    @Test
    void nothingThatATerminalObeysIsPrinted() {
        String told = text.of(line(false, null, List.of()));

        assertTrue(told.startsWith("Validation 17, ordered by client 1 (Sample\uFFFD[2J Shop)"), told);
        assertTrue(told.endsWith("  Now: no code is out."), told);
    }
}

package dev.challenger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.address.Address;
import dev.challenger.documents.Document;
import dev.challenger.testing.Addresses;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that an audit event is one line of JSON that no input can break. */
class AuditLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void fieldsAreWrittenInAFixedOrder() {
        AuditLine line = AuditLine.of(AuditEvent.REFUSED)
                .refusal(new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS))
                .with(AuditField.CLIENT, 7)
                .with(AuditField.VALIDATION, 1L << 60);

        assertEquals(
                "{\"event\":\"refused\",\"validation\":1152921504606846976,\"client\":7,\"code\":9757}",
                line.toString());
    }

    @Test
    void anAddressIsMaskedAndUnknownFieldsAreLeftOut() {
        Address address = Addresses.email("person@example.com");

        assertEquals(
                "{\"event\":\"sent\",\"address\":\"pe\\u2026@e\\u2026\"}",
                AuditLine.of(AuditEvent.SENT).address(address).toString());
        assertEquals(
                "{\"event\":\"sent\"}",
                AuditLine.of(AuditEvent.SENT).address(null).toString());
    }

    @Test
    void booleansAreNotQuoted() {
        assertEquals(
                "{\"event\":\"sent\",\"test\":true}",
                AuditLine.of(AuditEvent.SENT).with(AuditField.TEST, true).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\\",
                "\\\"",
                "\\u0022",
                "\",\"client\":8,\"reason\":\"",
                "{0}",
                "'{'",
                "a\r\nb",
                "\u0000\u001f\u007f\u0085\u2028\u2029",
                "žluťoučký 😀",
                "\uD83D",
                "</script>",
            })
    void noTextBreaksOutOfItsFieldOrLine(String text) throws IOException {
        String line = AuditLine.of(AuditEvent.WRONG)
                .with(AuditField.REASON, text)
                .with(AuditField.CLIENT, 7)
                .toString();

        assertTrue(line.matches("[ -~]+"), line);
        JsonNode json = JSON.readTree(line);
        assertEquals(3, json.size(), line);
        assertEquals(text, json.path("reason").textValue());
        assertEquals(7, json.path("client").intValue());
    }

    @Test
    void theReferenceListsEveryEventAndEveryField() {
        List<String> events = Stream.of(AuditEvent.values())
                .map(event -> "| `" + event + "` | " + event.help() + " |")
                .toList();
        List<String> fields = Stream.of(AuditField.values())
                .map(field -> "| `" + field + "` | " + field.help() + " |")
                .toList();

        assertEquals(String.join("\n", events), String.join("\n", Document.REFERENCE.table("audit-events")));
        assertEquals(String.join("\n", fields), String.join("\n", Document.REFERENCE.table("audit-fields")));
    }
}

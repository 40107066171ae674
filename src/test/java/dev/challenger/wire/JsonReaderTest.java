package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.challenger.wire.JsonValue.Digits;
import dev.challenger.wire.JsonValue.Elements;
import dev.challenger.wire.JsonValue.Literal;
import dev.challenger.wire.JsonValue.Members;
import dev.challenger.wire.JsonValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static Members read(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(byte[] json) {
        assertEquals(
                ErrorCode.GENERIC_JSON_INVALID,
                assertThrows(Problem.class, () -> JsonReader.readObject(json)).code());
    }

    @Test
    void valuesOfEveryKindAreRead() {
        assertEquals(
                new Members(Map.of(
                        "text",
                        new Text("a b"),
                        "list",
                        new Elements(List.of(new Digits("1"), new Elements(List.of()))),
                        "object",
                        new Members(Map.of("", new Text(""))),
                        "yes",
                        Literal.TRUE,
                        "no",
                        Literal.FALSE,
                        "nothing",
                        Literal.NULL)),
                read(" {\"text\":\"a b\",\r\n\t\"list\":[1,[ ]] , \"object\" : {\"\":\"\"},"
                        + "\"yes\":true,\"no\":false,\"nothing\":null}\n"));
        assertEquals(new Members(Map.of()), read("{}"));
        assertEquals(new Members(Map.of()), read(" { } "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\u0031\\u0032|12",
                "\\u00e9\\u00E9é|ééé",
                "\\ud83d\\uDE00|😀",
                "😀|😀",
                "\\\"\\\\\\/|\"\\/",
                "a\\nb|'a\nb'",
                "\\b\\f\\r\\t|'\b\f\r\t'",
                "\\u0000|'\0'",
            })
    void stringsAreReadWithTheirEscapes(String written, String value) {
        assertEquals(value, read("{\"a\":\"" + written + "\"}").text("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "7", "10", "-12", "0.5", "1.50", "1e5", "1E+05", "2.5e-300", "1e999999999", "0e0"})
    void numbersAreKeptAsTheyStand(String number) {
        assertEquals(new Digits(number), read("{\"a\":" + number + "}").values().get("a"));
        assertEquals(
                new Digits(number), read("{\"a\":" + number + " }").values().get("a"));
    }

    @Test
    void aVeryLongNumberIsReadAtOnce() {
        String digits = "1".repeat(1_000_000);

        assertEquals(new Digits(digits), read("{\"a\":" + digits + "}").values().get("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{},",
                "{}]",
                "{} {}",
                "{}\0",
                "\uFEFF{}",
                "{}\f",
                "\u00A0{}",
                "\u2028{}",
                "[]",
                "[{}]",
                "\"a\"",
                "1",
                "true",
                "null",
                "nul",
                "{a:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1;\"b\":2}",
                "{\"a\":1]",
                "{1:1}",
                "{null:1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"b\":{\"a\":1,\"a\":1}}",
                "{\"b\":[{\"a\":1,\"a\":1}]}",
                "{\"a\":[}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":[",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":00}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":1.e5}",
                "{\"a\":0x10}",
                "{\"a\":1_0}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":1 2}",
                "{\"a\":١}",
                "{\"a\":1f}",
                "{\"a\":True}",
                "{\"a\":TRUE}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":nulll}",
                "{\"a\":undefined}",
                "{\"a\":\"}",
                "{\"a\":\"\\\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\0\"}",
                "{\"a\":\"\u001F\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\a\"}",
                "{\"a\":\"\\U0041\"}",
                "{\"a\":\"\\",
                "{\"a\":'b'}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u123\"}",
                "{\"a\":\"\\u123g\"}",
                "{\"a\":\"\\u-123\"}",
                "{\"a\":\"\\u+123\"}",
                "{\"a\":\"\\u 123\"}",
                "{\"a\":\"\\u١٢٣٤\"}",
                "{\"a\":\"\\u123",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\ud800x\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
                "{\"\\ud800\":1}",
                "{/**/}",
                "// \n{}",
                "{\"a\":1}#",
                "{\"a\":/**/1}",
            })
    void whatIsNotOneStrictObjectIsMalformed(String json) {
        assertMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        assertMalformed(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
        // An overlong slash, and half a surrogate pair.
        assertMalformed(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
        assertMalformed("{}".getBytes(StandardCharsets.UTF_16));
        assertMalformed("{}".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void nestingIsBounded() {
        assertDoesNotThrow(() -> read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}"));
        assertMalformed(("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}").getBytes(StandardCharsets.US_ASCII));
        assertMalformed("{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
        assertMalformed(("{\"a\":" + "[".repeat(5_000_000)).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aTextMustBeThereAndBeAString() {
        Members object = read("{\"number\":1,\"nothing\":null,\"text\":\"\"}");

        assertEquals("", object.text("text"));
        assertRefused(Problem.missing("absent"), () -> object.text("absent"));
        assertRefused(Problem.malformed("number"), () -> object.text("number"));
        assertRefused(Problem.malformed("nothing"), () -> object.text("nothing"));
    }

    private static void assertRefused(Problem expected, org.junit.jupiter.api.function.Executable call) {
        assertEquals(expected.getMessage(), assertThrows(Problem.class, call).getMessage());
    }

    @Test
    void nothingThatWasReadIsPrinted() {
        String printed =
                read("{\"tan\":\"12345678\",\"more\":[\"12345678\",12345678]}").values() + "";

        assertFalse(printed.contains("12345678"), printed);
        assertFalse(read("{\"12345678\":1}").toString().contains("12345678"));
    }

    /** Whatever somebody makes of it at random, both say the same: refused, or the same text. */
    @Test
    void aStrictLibraryAgrees() {
        String seed = "{\"a\":[1,-0.5e+7,true,{\"b\":null}],\"é\\u00e9\\n\":\"x\\ud83d\\ude00\"}";
        String symbols = "{}[]\",:\\ue019.-+tfnal \n";
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder json = new StringBuilder(seed);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(json.length());
                switch (random.nextInt(3)) {
                    case 0 -> json.deleteCharAt(at);
                    case 1 -> json.insert(at, symbols.charAt(random.nextInt(symbols.length())));
                    default -> json.setCharAt(at, symbols.charAt(random.nextInt(symbols.length())));
                }
            }
            boolean good = accepts(json.toString());
            assertEquals(jacksonAccepts(json.toString()), good, json.toString());
            accepted += good ? 1 : 0;
        }
        assertEquals(true, accepted > 1_000, "accepted: " + accepted);
    }

    private static boolean accepts(String json) {
        try {
            read(json);
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    private static boolean jacksonAccepts(String json) {
        try {
            JsonNode value = STRICT.readTree(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            return value.isObject() && StandardCharsets.UTF_8.newEncoder().canEncode(value.toString());
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

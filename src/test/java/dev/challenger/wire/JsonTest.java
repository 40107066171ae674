package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.challenger.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that only strict JSON is read, and that it is written in the form that clients, audit log and commands rely on. */
final class JsonTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Sample(
            int authAttemptsLeft, boolean isOut, @Nullable String detail, Map<String, String> address) {}

    private enum Color {
        RED;

        @Override
        public String toString() {
            return "red";
        }
    }

    // Writing.

    @Test
    void recordsAreWrittenInSnakeCaseAndFieldNamesOfAddressesAreKept() {
        assertEquals(
                "{\"auth_attempts_left\":3,\"is_out\":true,\"address\":{\"CONTACT_EMAIL\":\"é\"}}",
                Json.write(new Sample(3, true, null, Map.of("CONTACT_EMAIL", "é"))));
    }

    @Test
    void enumsAreWrittenByTheirNamesOnTheWire() {
        assertEquals("{\"red\":\"red\"}", Json.write(Map.of(Color.RED, Color.RED)));
    }

    @Test
    void timestampsAreSecondsOrNever() {
        assertEquals("{\"t_s\":1766000000}", Json.write(Timestamp.of(Instant.ofEpochSecond(1_766_000_000))));
        assertEquals("{\"t_s\":\"never\"}", Json.write(Timestamp.NEVER));
    }

    @Test
    void valuesStandInsideEachOtherWithoutBlanks() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", List.of(Map.of("a", "b"), Map.of(), List.of(), List.of(1, 2L)));
        value.put("number", -7);
        value.put("large", Long.MAX_VALUE);
        value.put("yes", true);

        assertEquals(
                "{\"list\":[{\"a\":\"b\"},{},[],[1,2]],\"number\":-7,\"large\":9223372036854775807,\"yes\":true}",
                Json.writeAscii(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"é|\\u00E9", "😀|\\uD83D\\uDE00", "a/b|a/b", "\"|\\\"", "\\|\\\\", "<&>|<&>"})
    void stringsAreEscapedWhereTheyAreNotAscii(String string, String written) {
        assertEquals('"' + written + '"', Json.writeAscii(string));
    }

    @Test
    void noStringBreaksOutOfItsQuotes() throws JsonProcessingException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x3000; c++) {
            all.append(c);
        }
        Map<String, String> value = Map.of(all.toString(), all.reverse().toString());

        String json = Json.writeAscii(value);

        assertEquals(value, new ObjectMapper().readValue(json, Map.class));
        assertTrue(json.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, Double.NaN})
    void aFractionIsABug(double value) {
        assertThrows(IllegalArgumentException.class, () -> Json.writeAscii(List.of(value)));
        assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(value)));
    }

    // Reading what was written.

    @Test
    void addressesAreReadAsTheyWereWritten() {
        Map<String, String> fields = Map.of("B", "\u0000\"\\é😀", "A", "");

        assertEquals(fields, Json.readStrings(Json.write(fields)));
    }

    @Test
    void unreadableTextIsNotQuoted() {
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> Json.readStrings("{\"person@example.com\":"));

        assertFalse(String.valueOf(fault.getMessage()).contains("person"));
        assertTrue(Optional.ofNullable(fault.getCause()).isEmpty());
    }

    // Reading what clients send.

    private static JsonNode read(String json) {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(byte[] json) {
        assertEquals(
                ErrorCode.GENERIC_JSON_INVALID,
                assertThrows(Problem.class, () -> Json.readObject(json)).code());
    }

    @Test
    void valuesOfEveryKindAreRead() throws JsonProcessingException {
        JsonNode object = read(" {\"text\":\"a b\",\r\n\t\"list\":[1,[ ]] , \"object\" : {\"\":\"\"},"
                + "\"yes\":true,\"no\":false,\"nothing\":null}\n");

        assertEquals(6, object.size());
        assertEquals("a b", object.path("text").textValue());
        assertEquals(2, object.path("list").size());
        assertTrue(object.path("list").path(0).isIntegralNumber());
        assertEquals(1, object.path("list").path(0).intValue());
        assertEquals(STRICT.readTree("[]"), object.path("list").path(1));
        assertEquals(STRICT.readTree("{\"\":\"\"}"), object.path("object"));
        assertTrue(object.path("yes").isBoolean() && object.path("yes").booleanValue());
        assertTrue(object.path("no").isBoolean() && !object.path("no").booleanValue());
        assertTrue(object.path("nothing").isNull());
        assertEquals(STRICT.readTree("{}"), read("{}"));
        assertEquals(STRICT.readTree("{}"), read(" { } "));
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
        assertEquals(value, Json.text(read("{\"a\":\"" + written + "\"}"), "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "7", "10", "-12", "0.5", "1.50", "1e5", "1E+05", "2.5e-300", "1e999999999", "0e0"})
    void numbersOfEveryFormAreRead(String number) {
        for (String after : List.of("}", " }")) {
            JsonNode value = read("{\"a\":" + number + after).path("a");

            assertTrue(value.isNumber());
            assertTrue(Double.parseDouble(number) == value.doubleValue(), value.toString());
        }
    }

    @Test
    void theLengthOfNumbersIsBounded() {
        assertEquals(
                "1".repeat(1_000),
                read("{\"a\":" + "1".repeat(1_000) + "}").path("a").bigIntegerValue() + "");
        assertMalformed(("{\"a\":" + "1".repeat(1_001) + "}").getBytes(StandardCharsets.US_ASCII));
        assertMalformed(("{\"a\":0." + "1".repeat(1_001) + "}").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aVeryLongNumberIsRefusedAtOnce() {
        byte[] json = ("{\"a\":" + "1".repeat(1_000_000) + "}").getBytes(StandardCharsets.US_ASCII);

        assertTimeout(Duration.ofSeconds(5), () -> assertMalformed(json));
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
                "\uFEFF",
                "\uFEFF\uFEFF{}",
                " \uFEFF{}",
                "{}\uFEFF",
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
                "{\"a\":{\"b\":1,\"b\":1}}",
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
                "/* */{}",
                "// \n{}",
                "{\"a\":1}#",
                "{\"a\":/**/1}",
            })
    void onlyOneStrictObjectIsAccepted(String json) {
        assertMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        assertMalformed(new byte[] {'"', (byte) 0xFF, '"'});
        assertMalformed(new byte[] {'"', (byte) 0xC3, '"'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
        // An overlong encoding of a slash, and half a surrogate pair.
        assertMalformed(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
    }

    @Test
    void aByteOrderMarkOfUtf8IsIgnored() {
        assertEquals(read("{\"a\":\"ä\"}"), read("\uFEFF{\"a\":\"ä\"}"));
        assertEquals("\uFEFF", read("\uFEFF{\"a\":\"\uFEFF\"}").path("a").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32",
                "UTF-32LE",
                "X-UTF-32BE-BOM",
                "X-UTF-32LE-BOM",
                "x-UTF-16LE-BOM"
            })
    void anotherCharacterSetIsToldAsSuch(String charset) throws UnsupportedEncodingException {
        byte[] json = "{\"a\":\"ä\"}".getBytes(charset);

        Problem problem = assertThrows(Problem.class, () -> Json.readObject(json));

        assertEquals(ErrorCode.GENERIC_JSON_INVALID, problem.code());
        assertEquals(Optional.of("not in UTF-8"), problem.detail());
    }

    @Test
    void nestingIsBounded() {
        assertDoesNotThrow(() -> read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}"));
        assertMalformed(("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}").getBytes(StandardCharsets.US_ASCII));
        assertMalformed("[".repeat(16_000).getBytes(StandardCharsets.US_ASCII));
        assertMalformed("{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
        assertMalformed(("{\"a\":" + "[".repeat(5_000_000)).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aRequiredTextMustBeAString() {
        JsonNode object = read("{\"number\":1,\"nothing\":null,\"text\":\"\"}");

        assertEquals("", Json.text(object, "text"));
        assertRefused(Problem.missing("absent"), () -> Json.text(object, "absent"));
        assertRefused(Problem.malformed("number"), () -> Json.text(object, "number"));
        assertRefused(Problem.malformed("nothing"), () -> Json.text(object, "nothing"));
    }

    private static void assertRefused(Problem expected, Executable call) {
        assertEquals(expected.getMessage(), assertThrows(Problem.class, call).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tan\":\"12345678\"",
                "{\"tan\":12345678x}",
                "{\"12345678\":1,\"12345678\":1}",
                "[\"12345678\"]",
                "{\"tan\":\"12345678\\ud800\"}"
            })
    void aRefusalDoesNotQuoteTheInput(String json) {
        Problem problem = assertThrows(Problem.class, () -> read(json));

        assertFalse(problem.toString().contains("12345678"), problem.toString());
        assertTrue(Optional.ofNullable(problem.getCause()).isEmpty());
    }

    /**
     * Changes a text at random. Our reader accepts the result exactly if a plain strict Jackson mapper reads it as an
     * object without broken characters.
     */
    @Test
    void aStrictMapperAgreesOnRandomChanges() {
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

    // Memory.

    /** As in a container that has a Jackson of its own, which stays when an application is removed. */
    @Test
    void aSharedJacksonKeepsNoTypes() throws Exception {
        WeakReference<ClassLoader> application = usedApplication();

        Waiting.until("the application is gone", () -> {
            System.gc();
            return application.refersTo(null);
        });
    }

    private static WeakReference<ClassLoader> usedApplication() throws Exception {
        ClassLoader application = new Application();
        Class<?> json = application.loadClass(Json.class.getName());
        Object value = application.loadClass(ErrorCode.class.getName()).getEnumConstants()[0];
        assertNotSame(Json.class, json);
        assertTrue(json.getMethod("write", Object.class)
                .invoke(null, value)
                .toString()
                .startsWith("\""));
        return new WeakReference<>(application);
    }

    /** Loads this package anew, and everything else from the class path. */
    private static final class Application extends ClassLoader {
        Application() {
            super(JsonTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Json.class.getPackageName()) || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] content = Objects.requireNonNull(file).readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

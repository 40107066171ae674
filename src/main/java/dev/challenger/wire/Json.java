package dev.challenger.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes all JSON of this project. Reading is strict: one value in UTF-8, no duplicate names, no trailing text,
 * at most 32 levels of nesting and 1,000 digits in a number. Writing is compact: records in snake case, enums by their
 * {@code toString()}, nulls left out.
 *
 * <p>Embedders bring their own Jackson. Everything used here exists since version 2.15.
 */
public final class Json {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxNumberLength(1_000)
            .build();
    /** In its own cache, a Jackson of the container would keep our types, and with them an application that was removed. */
    private static final LookupCache<Object, JavaType> TYPES = new LRUMap<>(16, 200);

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .typeFactory(TypeFactory.defaultInstance().withCache(TYPES))
            .addModule(new SimpleModule().addSerializer(new NoFractions()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final ObjectWriter ASCII =
            MAPPER.writer(new DeleteEscaped()).with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Json() {}

    /** Returns the JSON of a record, map, list, string, whole number or boolean. Characters beyond ASCII stay as they are. */
    public static String write(Object value) {
        return write(MAPPER.writer(), value);
    }

    /**
     * Returns the same JSON in printable ASCII, with all other characters escaped. For logs and for arguments of commands,
     * whose character set depends on the locale that Java was started in.
     */
    public static String writeAscii(Object value) {
        return write(ASCII, value);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads back an object of strings that {@link #write} wrote. */
    public static Map<String, String> readStrings(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            // Without the cause, whose message quotes the text.
            throw new IllegalStateException("not an object of strings");
        }
    }

    /**
     * Reads a JSON object that a client sent.
     *
     * @throws Problem code 22 if the bytes are anything else than one strict JSON object in UTF-8, with or without a byte
     *     order mark, and without half a surrogate pair. The problem quotes nothing, since the bytes may hold a TAN or an
     *     address
     */
    public static JsonNode readObject(byte[] json) {
        // Some programs and libraries begin every text with a byte order mark (RFC 8259 section 8.1 lets us ignore it).
        int mark = BYTE_ORDER_MARK.length;
        int start = Arrays.mismatch(json, 0, Math.min(mark, json.length), BYTE_ORDER_MARK, 0, mark) < 0 ? mark : 0;
        requireUtf8(ByteBuffer.wrap(json, start, json.length - start));
        JsonNode value;
        try {
            // Parses bytes, since Jackson's parser of characters takes Arabic digits for hexadecimal ones in escapes.
            value = MAPPER.readTree(json, start, json.length - start);
        } catch (IOException e) {
            throw new Problem(ErrorCode.GENERIC_JSON_INVALID);
        }
        if (!value.isObject()) {
            throw new Problem(ErrorCode.GENERIC_JSON_INVALID, "not an object");
        }
        if (!UTF_8.newEncoder().canEncode(value.toString())) {
            throw new Problem(ErrorCode.GENERIC_JSON_INVALID);
        }
        return value;
    }

    /** Refuses texts whose character set Jackson would guess: by a byte order mark, or by NULs as in UTF-16. */
    private static void requireUtf8(ByteBuffer json) {
        try {
            String text = UTF_8.newDecoder().decode(json).toString();
            if (!text.startsWith("\uFEFF") && text.indexOf('\0') < 0) {
                return;
            }
        } catch (CharacterCodingException e) {
            // Refused below.
        }
        throw new Problem(ErrorCode.GENERIC_JSON_INVALID, "not in UTF-8");
    }

    /**
     * Reads a JSON value that an operator wrote.
     *
     * @throws JsonProcessingException if the text is not one strict JSON value; its message quotes the text
     */
    public static JsonNode read(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /**
     * Returns a member that must be a string.
     *
     * @throws Problem code 25 if the object has no such member, code 26 if the member is anything else, null included
     */
    public static String text(JsonNode object, String name) {
        if (!object.has(name)) {
            throw Problem.missing(name);
        }
        if (!object.get(name).isTextual()) {
            throw Problem.malformed(name);
        }
        return object.get(name).textValue();
    }

    /** Refuses fractions: no protocol of ours has them, so one that is written is a bug. */
    private static final class NoFractions extends StdSerializer<Double> {
        private static final long serialVersionUID = 1;

        NoFractions() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            throw JsonMappingException.from(json, "a fraction");
        }
    }

    /** Escapes DEL, a control character that Jackson counts as printable ASCII. */
    private static final class DeleteEscaped extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int[] ESCAPES = standardAsciiEscapesForJSON();

        static {
            ESCAPES[0x7F] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ESCAPES;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}

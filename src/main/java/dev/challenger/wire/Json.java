package dev.challenger.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as this project speaks it: records in snake case, nulls left out, and nothing sloppy read. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads back an object of strings that {@link #write} wrote. */
    public static Map<String, String> readStrings(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            // Without the cause: it quotes what it could not read.
            throw new IllegalStateException("not an object of strings");
        }
    }

    /** @throws Problem code 22 if this is not one JSON value in UTF-8 without duplicate keys or trailing text */
    public static JsonNode read(byte[] json) {
        try {
            // Not read as bytes, for then other character sets would be guessed.
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
            JsonNode value = MAPPER.readTree(text);
            if (UTF_8.newEncoder().canEncode(value.toString())) {
                return value;
            }
        } catch (IOException e) {
            // The Problem below says all there is to say.
        }
        throw new Problem(ErrorCode.GENERIC_JSON_INVALID);
    }
}

package dev.challenger.transmission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Compact JSON in ASCII, for arguments of commands: in what character set Java passes arguments depends on the locale it was
 * started in.
 */
final class AsciiJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AsciiJson() {}

    /** @param value a string, or a map of strings */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "JSON does not have " + value.getClass().getName(), e);
        }
    }
}

package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {
    @Test
    void valuesStandInsideEachOtherWithoutBlanks() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", List.of(Map.of("a", "b"), Map.of(), List.of(), List.of(1, 2L)));
        value.put("number", -7);
        value.put("large", Long.MAX_VALUE);
        value.put("yes", true);

        assertEquals(
                "{\"list\":[{\"a\":\"b\"},{},[],[1,2]],\"number\":-7,\"large\":9223372036854775807,\"yes\":true}",
                JsonText.write(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"é|\\u00E9", "😀|\\uD83D\\uDE00", "a/b|a/b", "\"|\\\"", "\\|\\\\", "<&>|<&>"})
    void stringsAreEscapedWhereTheyAreNotAscii(String string, String written) {
        assertEquals('"' + written + '"', JsonText.write(string));
    }

    @Test
    void noStringGetsOutOfItsQuotes() throws JsonProcessingException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x3000; c++) {
            all.append(c);
        }
        Map<String, String> value = Map.of(all.toString(), all.reverse().toString());

        String json = JsonText.write(value);

        assertEquals(value, new ObjectMapper().readValue(json, Map.class));
        assertTrue(json.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, Double.NaN})
    void whatIsNotOfTheseKindsIsABug(double value) {
        assertThrows(IllegalArgumentException.class, () -> JsonText.write(List.of(value)));
    }
}

package dev.challenger.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that {@link JsonReader} read. Strings may be secrets: none of these is printed. */
public sealed interface JsonValue {
    /** An object: its members in the order they came, no name twice. */
    record Members(Map<String, JsonValue> values) implements JsonValue {
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /**
         * A member that must be there and be a string.
         *
         * @throws Problem code 25 if it is not there, code 26 if it is anything else
         */
        public String text(String name) {
            JsonValue value = values.get(name);
            if (value == null) {
                throw Problem.missing(name);
            }
            if (value instanceof Text text) {
                return text.value();
            }
            throw Problem.malformed(name);
        }

        @Override
        public String toString() {
            return "{…}";
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values) implements JsonValue {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /** A string: whole characters, no half of a surrogate pair. */
    record Text(String value) implements JsonValue {
        @Override
        public String toString() {
            return "\"…\"";
        }
    }

    /** A number as it was written, since nobody needs its value: it may be larger than any number type. */
    record Digits(String value) implements JsonValue {
        @Override
        public String toString() {
            return "0…";
        }
    }

    /** The three names that JSON has. */
    enum Literal implements JsonValue {
        TRUE,
        FALSE,
        NULL
    }
}

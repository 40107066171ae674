package dev.challenger.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) and nothing sloppy, without any library: for classes that other applications load, which have
 * another JSON library or none.
 */
public final class JsonReader {
    /** Deep enough for anybody, and not for the stack. */
    private static final int MAX_DEPTH = 32;

    private static final String BLANKS = " \t\n\r";
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final String text;
    private final Matcher number;
    private int at;

    private JsonReader(String text) {
        this.text = text;
        this.number = NUMBER.matcher(text);
    }

    /**
     * @param json the text in UTF-8, with no byte order mark
     * @throws Problem code 22 if this is not one JSON object: trailing text, a name twice in one object, half a surrogate
     *     pair, or more than 32 levels of nesting
     */
    public static JsonValue.Members readObject(byte[] json) {
        JsonReader reader = new JsonReader(decode(json));
        JsonValue value = reader.value(0);
        reader.skipBlanks();
        if (reader.at == reader.text.length() && value instanceof JsonValue.Members object) {
            return object;
        }
        throw malformed();
    }

    private static String decode(byte[] json) {
        try {
            // A decoder of its own reports what a String would replace.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private JsonValue value(int depth) {
        skipBlanks();
        return switch (peek()) {
            case '{' -> members(depth + 1);
            case '[' -> elements(depth + 1);
            case '"' -> new JsonValue.Text(string());
            case 't' -> literal("true", JsonValue.Literal.TRUE);
            case 'f' -> literal("false", JsonValue.Literal.FALSE);
            case 'n' -> literal("null", JsonValue.Literal.NULL);
            default -> number();
        };
    }

    private JsonValue members(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (boolean more = begins('}', depth); more; more = goesOn('}')) {
            skipBlanks();
            String name = string();
            skipBlanks();
            expect(':');
            if (members.put(name, value(depth)) != null) {
                throw malformed();
            }
        }
        return new JsonValue.Members(members);
    }

    private JsonValue elements(int depth) {
        List<JsonValue> elements = new ArrayList<>();
        for (boolean more = begins(']', depth); more; more = goesOn(']')) {
            elements.add(value(depth));
        }
        return new JsonValue.Elements(elements);
    }

    /** Whether there is anything between the opening symbol, which is next, and the closing one. */
    private boolean begins(char closing, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed();
        }
        at++;
        skipBlanks();
        if (peek() == closing) {
            at++;
            return false;
        }
        return true;
    }

    /** Whether a comma follows, and not the closing symbol. */
    private boolean goesOn(char closing) {
        skipBlanks();
        if (peek() == closing) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private JsonValue literal(String name, JsonValue.Literal value) {
        if (!text.startsWith(name, at)) {
            throw malformed();
        }
        at += name.length();
        return value;
    }

    private JsonValue number() {
        if (!number.region(at, text.length()).lookingAt()) {
            throw malformed();
        }
        at = number.end();
        return new JsonValue.Digits(number.group());
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw malformed();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw malformed();
        }
        return value.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            char c = next();
            // Beyond ASCII there are other digits that Character knows.
            int digit = c < 128 ? Character.digit(c, HEX) : -1;
            if (digit < 0) {
                throw malformed();
            }
            value = value * HEX + digit;
        }
        return (char) value;
    }

    private void skipBlanks() {
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char symbol) {
        if (next() != symbol) {
            throw malformed();
        }
    }

    /** It never says what it read, which may have been a TAN. */
    private static Problem malformed() {
        return new Problem(ErrorCode.GENERIC_JSON_INVALID);
    }
}

package dev.challenger.transmission.http;

import dev.challenger.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A place in a request. Each has its encoding of values, and says where in its text a value may stand. */
enum Place {
    /** The path and the query of a URL (RFC 3986): everything but unreserved characters is percent-encoded. */
    URL {
        @Override
        String encode(String value) {
            return percent(value, UNRESERVED);
        }
    },
    /** The value of a header. A value that cannot stand there as it is is percent-encoded as in a URL. */
    HEADER {
        @Override
        String encode(String value) {
            return percent(value, IN_HEADERS);
        }
    },
    /** {@code application/x-www-form-urlencoded}. */
    FORM {
        @Override
        String encode(String value) {
            return percent(value, UNRESERVED);
        }
    },
    /** JSON (RFC 8259): a value may only be a string, or a part of one. */
    JSON {
        @Override
        String encode(String value) {
            // Strict parsers refuse half a surrogate pair, even as an escape.
            String whole = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            String quoted = Json.writeAscii(whole);
            return quoted.substring(1, quoted.length() - 1);
        }

        @Override
        int after(int state, char next) {
            return switch (state) {
                case OUTSIDE -> next == '"' ? STRING : OUTSIDE;
                case STRING -> next == '"' ? OUTSIDE : next == '\\' ? ESCAPE : STRING;
                default -> STRING;
            };
        }

        @Override
        boolean takesValue(int state) {
            return state == STRING;
        }
    },
    /** Plain text, which has no structure that a value could break. */
    TEXT {
        @Override
        String encode(String value) {
            return value;
        }
    };

    /** The state of every text at its beginning and at its end. */
    static final int OUTSIDE = 0;

    private static final int STRING = 1;
    private static final int ESCAPE = 2;
    private static final String UNRESERVED = "-._~";
    /** These occur in base64 and in tokens, and separate nothing in a header. */
    private static final String IN_HEADERS = UNRESERVED + "+/=:@ ";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Encoding encoding = new Encoding(name(), this::encode);

    /** Returns the place of a body of this media type, if values can be encoded for it. */
    static Optional<Place> ofBody(String contentType) {
        String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-www-form-urlencoded" -> Optional.of(FORM);
            case "text/plain" -> Optional.of(TEXT);
            default -> type.equals("application/json") || type.endsWith("+json") ? Optional.of(JSON) : Optional.empty();
        };
    }

    abstract String encode(String value);

    Encoding encoding() {
        return encoding;
    }

    /** Returns the state after a character of the template. */
    int after(int state, char next) {
        return OUTSIDE;
    }

    boolean takesValue(int state) {
        return true;
    }

    private static String percent(String value, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0;
            encoded.append(plain ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
        }
        return encoded.toString();
    }
}

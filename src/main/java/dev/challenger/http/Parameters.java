package dev.challenger.http;

import dev.challenger.wire.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of a query or a form ({@code application/x-www-form-urlencoded}). The container's own parameters do not
 * serve: they mix query and body, and containers differ in how they read malformed ones. A parameter without a value counts
 * as missing (RFC 6749 section 3.1).
 */
public final class Parameters {
    private final Map<String, List<byte[]>> values = new HashMap<>();

    /** @throws Problem code 26 for malformed percent-encoding */
    static Parameters parse(byte[] encoded) {
        Parameters parameters = new Parameters();
        int start = 0;
        for (int i = 0; i <= encoded.length; i++) {
            if (i == encoded.length || encoded[i] == '&') {
                parameters.add(encoded, start, i);
                start = i + 1;
            }
        }
        return parameters;
    }

    private void add(byte[] encoded, int start, int end) {
        int equals = start;
        while (equals < end && encoded[equals] != '=') {
            equals++;
        }
        byte[] value = decode(encoded, Math.min(equals + 1, end), end);
        if (value.length > 0) {
            String name = new String(decode(encoded, start, equals), StandardCharsets.UTF_8);
            values.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
        }
    }

    private static byte[] decode(byte[] encoded, int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            if (encoded[i] == '%') {
                if (i + 2 >= end || hex(encoded[i + 1]) < 0 || hex(encoded[i + 2]) < 0) {
                    throw Problem.malformed("percent-encoding");
                }
                bytes.write(hex(encoded[i + 1]) << 4 | hex(encoded[i + 2]));
                i += 2;
            } else {
                bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(byte digit) {
        return digit < 0 ? -1 : Character.digit((char) digit, 16);
    }

    /** @throws Problem code 26 if the parameter is repeated or is not UTF-8 */
    public Optional<String> find(String name) {
        return bytes(name).map(value -> utf8(name, value));
    }

    /** @throws Problem code 25 if the parameter is missing, code 26 as {@link #find} */
    public String get(String name) {
        return find(name).orElseThrow(() -> Problem.missing(name));
    }

    /**
     * Returns a parameter as its parser reads it.
     *
     * @throws Problem code 25 if the parameter is missing, code 26 if the parser returns empty
     */
    public <T> T get(String name, Function<String, Optional<T>> parser) {
        return parser.apply(get(name)).orElseThrow(() -> Problem.malformed(name));
    }

    /**
     * Returns the value byte for byte, for a value that the client must get back unchanged.
     *
     * @throws Problem code 26 if the parameter is repeated
     */
    public Optional<byte[]> bytes(String name) {
        List<byte[]> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw Problem.malformed(name);
        }
        return all.stream().findFirst();
    }

    /**
     * Returns the named parameters that are present.
     *
     * @throws Problem code 26 as {@link #find}
     */
    public Map<String, String> only(Iterable<String> names) {
        Map<String, String> found = new HashMap<>();
        names.forEach(name -> find(name).ifPresent(value -> found.put(name, value)));
        return found;
    }

    private static String utf8(String name, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed(name);
        }
    }
}

package dev.challenger.wire;

import java.util.Optional;

/**
 * Crockford's Base32, in which the Taler protocols write binary values: most significant bit first, the last symbol padded
 * with zero bits, without {@code =}. 32 bytes make 52 symbols. Decoding ignores case and reads O as 0, I and L as 1, U as V.
 */
public final class Base32 {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String LOOKALIKES = "OILU";
    private static final String MEANT = "011V";

    private Base32() {}

    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8 | b & 0xFF) & 0xFFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }

    /**
     * Decodes a text.
     *
     * @param length the expected number of bytes
     * @return empty if the text is not the encoding of exactly that many bytes: wrong length, unknown symbol, or padding
     *     bits that are not zero
     */
    public static Optional<byte[]> decode(String text, int length) {
        if (text.length() != (length * 8 + 4) / 5) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        int buffer = 0;
        int bits = 0;
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            buffer = (buffer << 5 | value) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[next++] = (byte) (buffer >> bits);
            }
        }
        boolean padded = (buffer & (1 << bits) - 1) == 0;
        return padded ? Optional.of(bytes) : Optional.empty();
    }

    private static int value(char symbol) {
        // Not toUpperCase, which does not turn i into I in a Turkish default locale.
        char upper = symbol >= 'a' && symbol <= 'z' ? (char) (symbol - 'a' + 'A') : symbol;
        int lookalike = LOOKALIKES.indexOf(upper);
        return ALPHABET.indexOf(lookalike < 0 ? upper : MEANT.charAt(lookalike));
    }
}

package dev.challenger.client;

import dev.challenger.secret.Hash;
import dev.challenger.secret.Secret;
import java.util.Optional;

/**
 * The secret of a client, a {@code secret-token:} URI (RFC 8959): the whole text with the prefix is the secret, at
 * {@code /setup} and at {@code /token}.
 */
public final class ClientSecret {
    private static final String PREFIX = "secret-token:";
    private static final int MIN_SYMBOLS = 22;
    private static final int MIN_DIFFERENT_SYMBOLS = 8;
    private static final int MAX_LENGTH = 512;

    private final String text;

    private ClientSecret(String text) {
        this.text = text;
    }

    static ClientSecret of(Secret secret) {
        return new ClientSecret(PREFIX + secret.text());
    }

    /**
     * Reads a secret that an operator chose; empty if it lacks the prefix, has symbols that no header can carry, or cannot
     * have 128 random bits: 22 symbols of Base64, and not the same few again and again.
     */
    public static Optional<ClientSecret> choose(String text) {
        boolean possible = text.startsWith(PREFIX)
                && text.length() >= PREFIX.length() + MIN_SYMBOLS
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F)
                && text.chars().skip(PREFIX.length()).distinct().count() >= MIN_DIFFERENT_SYMBOLS;
        return possible ? Optional.of(new ClientSecret(text)) : Optional.empty();
    }

    Hash hash() {
        return Hash.of(text);
    }

    /** The secret for its owner, and for nobody else. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}

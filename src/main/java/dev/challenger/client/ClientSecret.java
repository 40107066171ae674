package dev.challenger.client;

import dev.challenger.secret.Hash;
import dev.challenger.secret.Secret;
import java.util.Optional;

/**
 * The secret of a client, a {@code secret-token:} URI (RFC 8959). The client sends the whole text with the prefix, at
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

    public static ClientSecret of(Secret secret) {
        return new ClientSecret(PREFIX + secret.text());
    }

    /**
     * Parses a secret that an operator chose. Returns empty if it lacks the prefix, has characters that are not allowed in a
     * header, or is too weak: 128 random bits need 22 symbols of Base64, and not only a few different ones.
     */
    public static Optional<ClientSecret> choose(String text) {
        boolean possible = text.startsWith(PREFIX)
                && text.length() >= PREFIX.length() + MIN_SYMBOLS
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F)
                && text.chars().skip(PREFIX.length()).distinct().count() >= MIN_DIFFERENT_SYMBOLS;
        return possible ? Optional.of(new ClientSecret(text)) : Optional.empty();
    }

    public Hash hash() {
        return Hash.of(text);
    }

    /** The whole text of the secret. Give it to the owner of the secret only, and never log it. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}

package dev.challenger.secret;

import java.security.SecureRandom;

/** Generates secrets. No other class does. */
public final class Secrets {
    private final SecureRandom random;

    public Secrets() {
        this(new SecureRandom());
    }

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    /** Generates a secret of 256 random bits. */
    public Secret fresh() {
        byte[] bytes = new byte[Secret.LENGTH];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }
}

package dev.challenger.secret;

import java.security.SecureRandom;

/** Makes secrets, the only class that does. */
public final class Secrets {
    private final SecureRandom random;

    public Secrets() {
        this(new SecureRandom());
    }

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    /** 256 fresh random bits. */
    public Secret fresh() {
        byte[] bytes = new byte[Secret.LENGTH];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }
}

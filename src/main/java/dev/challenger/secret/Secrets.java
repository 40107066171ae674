package dev.challenger.secret;

import java.security.SecureRandom;
import java.time.Instant;

/** Generates secrets. No other class does. */
public final class Secrets {
    private final SecureRandom random;

    public Secrets() {
        this(new SecureRandom());
    }

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    /** Generates a secret of 256 random bits, for one that no index finds. */
    public Secret fresh() {
        return new Secret(bytes());
    }

    /** Generates a secret of 200 random bits that tells the second in which it was made; see {@link Secret}. */
    public Secret fresh(Instant now) {
        return new Secret(Stamp.before(Stamp.at(now), bytes()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[Secret.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }
}

package dev.challenger.client;

import dev.challenger.secret.Hash;
import java.util.List;

/**
 * A client as it is registered, in the database or in the settings.
 *
 * @param instances the instances whose backend the client is
 * @param secretHashes the hashes of its valid secrets, the newest one first: one, or two while the secret changes
 */
public record Registered(Client client, Instances instances, List<Hash> secretHashes) {
    public Registered {
        secretHashes = List.copyOf(secretHashes);
    }

    /** Returns true if this is one of the secrets. Compares it with each, so that the time does not tell which. */
    public boolean has(Hash secret) {
        return secretHashes.stream().filter(secret::equals).count() > 0;
    }

    /** Returns true if the secret is one of the secrets, as it came or decoded. */
    public boolean has(Credentials presented) {
        boolean asItCame = has(presented.secret());
        boolean decoded = has(presented.decoded());
        return asItCame || decoded;
    }
}

package dev.challenger.mfa;

import dev.challenger.secret.Key;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secret;
import dev.challenger.tan.Tan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Derives the public id, the TAN and the reference of a challenge from a key and the row. None of them is stored. All
 * derivations of one challenge use the key that was the newest when it began. Live TANs depend on the purposes and inputs
 * here: never change them.
 */
final class Derivation {
    private final Keys keys;

    Derivation(Keys keys) {
        this.keys = keys;
    }

    /** Returns the id of the key for new challenges. */
    int newestKeyId() {
        return keys.newest().id();
    }

    /** Returns true if the key of a challenge still exists. Without it the challenge is useless. */
    boolean knows(TanChallenge challenge) {
        return keys.find(challenge.origin().keyId()).isPresent();
    }

    PublicId publicId(TanChallenge challenge) {
        return new PublicId(challenge.id(), secret(key(challenge), challenge));
    }

    /** Returns true if this is the id of the challenge; takes the same time wherever it differs. */
    boolean is(PublicId id, TanChallenge challenge) {
        Optional<Key> key = keys.find(challenge.origin().keyId());
        return id.row() == challenge.id()
                && key.isPresent()
                && secret(key.get(), challenge).hash().equals(id.secret().hash());
    }

    private static Secret secret(Key key, TanChallenge challenge) {
        return key.deriveSecret(
                "mfa id", number(challenge.id()), challenge.origin().salt().bytes());
    }

    /** Returns the newest TAN of a challenge. */
    Tan tan(TanChallenge challenge) {
        TanChallenge.Bound bound = challenge.bound();
        return Tan.derive(
                key(challenge),
                "mfa tan",
                number(challenge.id()),
                challenge.origin().salt().bytes(),
                number(challenge.tans().issued()),
                bound.channel().toString().getBytes(StandardCharsets.UTF_8),
                bound.channel().text(bound.address()).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the reference of the message with the newest TAN. */
    String reference(TanChallenge challenge) {
        return Tan.reference(
                key(challenge),
                "mfa reference",
                number(challenge.id()),
                challenge.origin().salt().bytes(),
                number(challenge.tans().issued()));
    }

    private Key key(TanChallenge challenge) {
        int id = challenge.origin().keyId();
        return keys.find(id).orElseThrow(() -> new IllegalStateException("the key file lacks key " + id));
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}

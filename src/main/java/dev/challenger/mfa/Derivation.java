package dev.challenger.mfa;

import dev.challenger.secret.Key;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secret;
import dev.challenger.tan.Tan;
import dev.challenger.wire.Base32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is derived from a key and a row instead of being stored: public id, TAN, reference. Everything of one challenge comes
 * from the key that was the newest when it began.
 */
final class Derivation {
    private final Keys keys;

    Derivation(Keys keys) {
        this.keys = keys;
    }

    /** The key of new challenges. */
    int newestKeyId() {
        return keys.newest().id();
    }

    /** Whether the key of a challenge is still there; without it nobody can do anything with the challenge. */
    boolean knows(TanChallenge challenge) {
        return keys.find(challenge.origin().keyId()).isPresent();
    }

    PublicId publicId(TanChallenge challenge) {
        return new PublicId(challenge.id(), secret(key(challenge), challenge));
    }

    /** Whether this is the id of the challenge; takes the same time wherever it differs. */
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

    /** The TAN that is out there, or the one after it before that is sent. */
    Tan tan(TanChallenge challenge) {
        TanChallenge.Bound bound = challenge.bound();
        return Tan.derive(
                key(challenge),
                "mfa tan",
                number(challenge.id()),
                challenge.origin().salt().bytes(),
                number(challenge.tansIssued()),
                bound.channel().toString().getBytes(StandardCharsets.UTF_8),
                bound.channel().text(bound.address()).getBytes(StandardCharsets.UTF_8));
    }

    /** Four symbols by which a person tells one message from another: on the page and in the message. */
    String reference(TanChallenge challenge) {
        byte[] derived = key(challenge)
                .derive(
                        "mfa reference",
                        number(challenge.id()),
                        challenge.origin().salt().bytes(),
                        number(challenge.tansIssued()));
        return Base32.encode(Arrays.copyOf(derived, 3)).substring(0, 4);
    }

    private Key key(TanChallenge challenge) {
        int id = challenge.origin().keyId();
        return keys.find(id).orElseThrow(() -> new IllegalStateException("the key file lacks key " + id));
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}

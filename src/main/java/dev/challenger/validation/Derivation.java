package dev.challenger.validation;

import dev.challenger.secret.Hash;
import dev.challenger.secret.Key;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secret;
import dev.challenger.tan.Tan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Derives the TAN, the reference and the authorization code of a validation from a key and the row. None of them is stored.
 * Live TANs depend on the purposes and inputs here: never change them.
 */
public final class Derivation {
    private final Keys keys;

    public Derivation(Keys keys) {
        this.keys = keys;
    }

    /** Returns the id of the key for new TANs and codes. */
    int newestKeyId() {
        return keys.newest().id();
    }

    /** Returns the TAN that is out; there must be one. */
    Tan tan(Validation validation) {
        Destination destination = Objects.requireNonNull(validation.destination());
        List<byte[]> parts = new ArrayList<>(List.of(validation.nonceHash().bytes(), issue(validation)));
        destination.address().fields().forEach((name, value) -> {
            parts.add(name.getBytes(StandardCharsets.UTF_8));
            parts.add(value.getBytes(StandardCharsets.UTF_8));
        });
        return Tan.derive(tanKey(validation), "challenger tan", parts.toArray(byte[][]::new));
    }

    /** Returns the reference of the message with the TAN that is out. */
    String reference(Validation validation) {
        return Tan.reference(
                tanKey(validation),
                "challenger reference",
                validation.nonceHash().bytes(),
                issue(validation));
    }

    /** Returns the authorization code of a solved validation, which is always the same. It has the time of the nonce. */
    Secret code(Validation validation) {
        return code(validation, Objects.requireNonNull(validation.grant()).codeKeyId());
    }

    Secret code(Validation validation, int keyId) {
        Hash nonce = validation.nonceHash();
        return key(keyId).deriveSecret("challenger code", nonce.bytes()).timedLike(nonce);
    }

    private Key tanKey(Validation validation) {
        return key(Objects.requireNonNull(validation.tans().sent()).keyId());
    }

    private Key key(int id) {
        return keys.find(id).orElseThrow(() -> new IllegalStateException("the key file lacks key " + id));
    }

    private static byte[] issue(Validation validation) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(validation.tans().issued())
                .array();
    }
}

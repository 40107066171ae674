package dev.challenger.validation;

import dev.challenger.secret.Key;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secret;
import dev.challenger.tan.Tan;
import dev.challenger.wire.Base32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What is derived from a key and a row instead of being stored: TAN, reference, authorization code. */
public final class Derivation {
    private final Keys keys;

    public Derivation(Keys keys) {
        this.keys = keys;
    }

    /** The key that new TANs and codes are derived from. */
    int newestKeyId() {
        return keys.newest().id();
    }

    /** The TAN that is out there; there must be one. */
    Tan tan(Validation validation) {
        Destination destination = Objects.requireNonNull(validation.destination());
        List<byte[]> parts = new ArrayList<>(List.of(validation.nonceHash().bytes(), issue(validation)));
        destination.address().fields().forEach((name, value) -> {
            parts.add(name.getBytes(StandardCharsets.UTF_8));
            parts.add(value.getBytes(StandardCharsets.UTF_8));
        });
        return Tan.derive(tanKey(validation), "challenger tan", parts.toArray(byte[][]::new));
    }

    /** Four symbols by which a person tells one message from another: on the page and in the message. */
    String reference(Validation validation) {
        byte[] derived = tanKey(validation)
                .derive("challenger reference", validation.nonceHash().bytes(), issue(validation));
        return Base32.encode(Arrays.copyOf(derived, 3)).substring(0, 4);
    }

    /** The authorization code of a solved validation: the same again and again. */
    Secret code(Validation validation) {
        return code(validation, Objects.requireNonNull(validation.grant()).codeKeyId());
    }

    Secret code(Validation validation, int keyId) {
        return key(keyId).deriveSecret("challenger code", validation.nonceHash().bytes());
    }

    private Key tanKey(Validation validation) {
        Destination destination = Objects.requireNonNull(validation.destination());
        return key(Objects.requireNonNull(destination.tan()).keyId());
    }

    private Key key(int id) {
        return keys.find(id).orElseThrow(() -> new IllegalStateException("the key file lacks key " + id));
    }

    private static byte[] issue(Validation validation) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(validation.tansIssued())
                .array();
    }
}

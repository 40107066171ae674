package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the key file. TANs and authorization codes are derived from a key and a row of the database, so that somebody
 * who has only the database cannot compute them.
 */
public final class Key {
    static final int LENGTH = 32;
    private static final String HMAC = "HmacSHA256";

    private final int id;
    private final SecretKeySpec spec;

    Key(int id, byte[] bytes) {
        this.id = id;
        this.spec = new SecretKeySpec(bytes, HMAC);
    }

    /** The id of the key, which rows refer to. */
    public int id() {
        return id;
    }

    /**
     * Returns the HMAC-SHA-256 of the purpose and the parts. Each is preceded by its length, so that different lists of
     * parts always make different inputs.
     *
     * @return 32 bytes
     */
    public byte[] derive(String purpose, byte[]... parts) {
        Mac mac = mac();
        update(mac, purpose.getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    /** Derives a secret, which can be derived again as long as the key exists. */
    public Secret deriveSecret(String purpose, byte[]... parts) {
        return new Secret(derive(purpose, parts));
    }

    /** A public name of the key: 52 Base32 symbols that reveal nothing about it. The database keeps it. */
    public String fingerprint() {
        return Base32.encode(derive("challenger fingerprint"));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(spec);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has HMAC-SHA-256", e);
        }
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    @Override
    public String toString() {
        return "Key[" + id + "]";
    }
}

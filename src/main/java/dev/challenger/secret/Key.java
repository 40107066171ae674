package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of the key file: TANs and authorization codes are derived from it and from what the row says, so that the
 * database alone gives nobody a TAN.
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

    /** The number rows remember it by. */
    public int id() {
        return id;
    }

    /**
     * HMAC-SHA-256 over the purpose and the parts, each preceded by its length, so that no two lists of parts meet in one
     * input.
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

    /** A secret that can be derived again as long as the key is there. */
    public Secret deriveSecret(String purpose, byte[]... parts) {
        return new Secret(derive(purpose, parts));
    }

    /** What others remember the key by: 52 symbols that tell nothing of it. */
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

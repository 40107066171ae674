package dev.challenger.transmission.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that signs requests as Standard Webhooks 1.0 defines it, so that a receiver can verify that they are ours. */
public final class WebhookKey {
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private final SecretKeySpec key;

    private WebhookKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * Parses a key: {@code whsec_} and the base64 of 24 to 64 bytes.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static WebhookKey parse(String text) {
        String stripped = text.strip();
        byte[] key = Base64.getDecoder().decode(stripped.startsWith(PREFIX) ? stripped.substring(PREFIX.length()) : "");
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("too short or too long");
        }
        return new WebhookKey(key);
    }

    /** Returns the headers of a signed request, name and value in turn. */
    List<String> headers(String id, Instant now, String body) {
        String seconds = Long.toString(now.getEpochSecond());
        return List.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                seconds,
                "webhook-signature",
                "v1," + sign(id + "." + seconds + "." + body));
    }

    private String sign(String content) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "WebhookKey[…]";
    }
}

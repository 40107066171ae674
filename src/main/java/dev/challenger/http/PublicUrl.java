package dev.challenger.http;

import java.net.URI;

/**
 * The URL of the service as browsers see it.
 *
 * @param base http or https, without a slash at its end
 */
public record PublicUrl(URI base) {
    public static final ContextAttribute<PublicUrl> ATTRIBUTE = new ContextAttribute<>(PublicUrl.class);

    boolean isSecure() {
        return "https".equals(base.getScheme());
    }
}

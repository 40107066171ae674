package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.Channel;
import dev.challenger.tan.Tan;
import dev.challenger.text.Texts;
import java.net.URI;
import java.time.Instant;

/**
 * Writes the messages that carry TANs: what the TAN is, who asks, where it is entered, until when it works, what to do if
 * it was not you, and a reference that the page shows too. Never a link: mail scanners open links.
 */
public final class TanMessages {
    private final Texts texts;
    private final URI baseUrl;
    private final Channel channel;

    /**
     * @param baseUrl what the world calls this service
     * @param channel what carries the messages: what goes to phones is short, and ends with a line by which a phone fills
     *     in the TAN at this host alone ({@code @host #12345678}, origin-bound one-time codes)
     */
    public TanMessages(Texts texts, URI baseUrl, Channel channel) {
        this.texts = texts;
        this.baseUrl = baseUrl;
        this.channel = channel;
    }

    /** @param asker the client's display name */
    public Message write(Address recipient, Tan tan, String asker, String reference, Instant expiresAt) {
        return new Message(
                recipient,
                texts.get("message.subject", asker, reference),
                channel == Channel.PHONE
                        ? shortText(tan, asker, reference, expiresAt)
                        : texts.on(
                                channel.toString(),
                                "message.text",
                                tan.written(),
                                asker,
                                baseUrl.getAuthority(),
                                texts.time(expiresAt),
                                reference),
                tan);
    }

    private String shortText(Tan tan, String asker, String reference, Instant expiresAt) {
        String text = texts.get("message.short", tan.written(), asker, texts.shortTime(expiresAt), reference);
        // Without an end of line, after which phones might see an empty last one.
        return text + "\n\n@" + baseUrl.getHost() + " #" + tan.digits();
    }
}

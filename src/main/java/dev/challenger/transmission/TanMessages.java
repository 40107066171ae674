package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.Channel;
import dev.challenger.tan.Tan;
import dev.challenger.text.Texts;
import java.net.URI;
import java.time.Instant;

/**
 * Writes the messages with the TANs of validations. A message tells the TAN, the client, the page where the TAN is entered,
 * the end of its validity, advice for people who did not expect the message, and a reference that the page shows too. It
 * never has a link, since mail scanners open links.
 */
public final class TanMessages {
    private final URI baseUrl;
    private final Channel channel;

    /**
     * @param baseUrl the public URL of this service
     * @param channel the channel of the messages. Messages to phones are short, and end with a line that lets a phone fill in
     *     the TAN on pages of this host only ({@code @host #12345678}, origin-bound one-time codes)
     */
    public TanMessages(URI baseUrl, Channel channel) {
        this.baseUrl = baseUrl;
        this.channel = channel;
    }

    /**
     * @param texts in the language of the message
     * @param asker the client's display name
     */
    public Message write(Texts texts, Address recipient, Tan tan, String asker, String reference, Instant expiresAt) {
        return new Message(
                recipient,
                texts.get("message.subject", asker, reference),
                channel == Channel.PHONE
                        ? shortText(texts, tan, asker, reference, expiresAt)
                        : texts.on(
                                channel.toString(),
                                "message.text",
                                channel == Channel.POST ? tan.printed() : tan.digits(),
                                asker,
                                baseUrl.getAuthority(),
                                texts.time(expiresAt),
                                reference),
                tan,
                asker,
                reference);
    }

    private String shortText(Texts texts, Tan tan, String asker, String reference, Instant expiresAt) {
        String text = texts.get("message.short", tan.digits(), asker, texts.shortTime(expiresAt), reference);
        // No line end at the end: phones read the last line, which would then be empty.
        return text + "\n\n@" + baseUrl.getHost() + " #" + tan.digits();
    }
}

package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.text.Texts;
import java.time.Instant;

/**
 * Writes the messages that carry TANs: what the TAN is, who asks, where it is entered, until when it works, what to do if
 * it was not you, and a reference that the page shows too. Never a link: mail scanners open links.
 */
public final class TanMessages {
    private final Texts texts;
    private final String host;

    /** @param host this service's, as people see it in their browser */
    public TanMessages(Texts texts, String host) {
        this.texts = texts;
        this.host = host;
    }

    /** @param asker the client's display name */
    public Message write(Address recipient, Tan tan, String asker, String reference, Instant expiresAt) {
        return new Message(
                recipient,
                texts.get("message.subject", asker, reference),
                texts.get("message.text", tan.written(), asker, host, texts.time(expiresAt), reference),
                tan);
    }
}

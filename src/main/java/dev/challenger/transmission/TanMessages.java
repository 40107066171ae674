package dev.challenger.transmission;

import dev.challenger.address.Channel;
import dev.challenger.text.Texts;
import dev.challenger.transmission.MessageWriter.Subject;
import dev.challenger.transmission.MessageWriter.Words;
import java.util.List;
import java.util.Optional;

/**
 * Writes the messages with the TANs of validations. A message tells the TAN, the client, the page where the TAN is entered, for
 * how long it works, advice for people who did not expect the message, and a reference that the page shows too.
 */
public final class TanMessages {
    private final Operator operator;
    private final Channel channel;

    /** @param channel the channel of the messages; those to phones are short */
    public TanMessages(Operator operator, Channel channel) {
        this.operator = operator;
        this.channel = channel;
    }

    /** @param texts in the language of the message */
    public Message write(Texts texts, Subject subject) {
        String asker = subject.asker();
        MessageWriter writer = new MessageWriter(operator, texts, subject);
        String title = texts.get("message.subject", asker, subject.reference());
        Optional<String> sender = operator.name().map(name -> texts.bare("message.from", asker, name));
        if (channel == Channel.PHONE) {
            return writer.toPhone(title, "sms.code", List.of(asker), sender.map(List::of));
        }
        String where = operator.where();
        List<String> purpose = List.of(
                texts.on(channel.toString(), "message.why", asker),
                channel == Channel.POST
                        ? texts.get("message.enter.post", asker, where)
                        : texts.get("message.enter", where));
        String reference = texts.get("message.reference", subject.reference());
        String unasked = texts.on(channel.toString(), "message.unasked");
        return writer.toReader(sender, new Words(title, purpose, reference, unasked));
    }
}

package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.Channel;
import dev.challenger.tan.Tan;
import dev.challenger.text.Texts;
import dev.challenger.transmission.MailHtml.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes a message with a TAN in one language. No message has a link, since mail scanners open links, and no subject has the
 * TAN.
 */
public final class MessageWriter {
    private final Operator operator;
    private final Texts texts;
    private final Subject subject;

    /**
     * The subject matter of a message.
     *
     * @param asker the display name of the client or instance that the TAN is for
     * @param worksFor the time from now on for which the TAN works
     * @param page the URL of the page where the TAN is entered, which only letters have
     */
    public record Subject(
            Address recipient, Tan tan, String asker, String reference, Duration worksFor, Optional<String> page) {
        public Subject(Address recipient, Tan tan, String asker, String reference, Duration worksFor) {
            this(recipient, tan, asker, reference, worksFor, Optional.empty());
        }
    }

    /**
     * The sentences of an e-mail or a letter that depend on what the TAN is for.
     *
     * @param title the subject line
     * @param purpose what the TAN is for, and where to enter it
     * @param reference tells one message from another
     * @param unasked for people who did not expect the message
     */
    public record Words(String title, List<String> purpose, String reference, String unasked) {}

    public MessageWriter(Operator operator, Texts texts, Subject subject) {
        this.operator = operator;
        this.texts = texts;
        this.subject = subject;
    }

    private String channel() {
        return subject.recipient.type().channel().toString();
    }

    private String works(String key) {
        return texts.bare(key, texts.length(subject.worksFor));
    }

    /**
     * Writes a message to a phone.
     *
     * @param key of the sentence with the code and the names
     * @param full the same names with that of the operator, if the message has room for it; otherwise empty
     */
    public Message toPhone(String title, String key, List<String> names, Optional<List<String>> full) {
        String text = full.flatMap(more -> shortText(key, more).whole(texts))
                .orElseGet(() -> shortText(key, names).in(texts));
        return message(title, text, Message.Mail.PLAIN, Optional.empty());
    }

    private ShortText shortText(String key, List<String> names) {
        return new ShortText(
                key, subject.tan.digits(), names, works("sms.works"), subject.reference, operator.boundTo(subject.tan));
    }

    /**
     * Writes an e-mail or a letter.
     *
     * @param sender the display name of the sender; empty for that of the settings
     */
    public Message toReader(Optional<String> sender, Words words) {
        boolean printed = channel().equals(Channel.POST.toString());
        MessageText text = new MessageText(
                texts.get("message.code"),
                printed ? subject.tan.printed() : subject.tan.digits(),
                List.of(
                        words.purpose,
                        List.of(works("message.works"), words.reference),
                        List.of(texts.get("message.keep"), words.unasked),
                        operator.helpAddress().stream()
                                .map(address -> texts.get("message.help", address))
                                .toList()));
        Page page = new Page(words.title, text.label(), text.code(), text.paragraphs());
        Optional<String> html = printed ? Optional.empty() : operator.html().of(page, texts);
        Optional<Message.Letter> letter = printed
                ? Optional.of(new Message.Letter(text, texts.get("message.scan"), subject.page))
                : Optional.empty();
        return message(words.title, text.plain(), new Message.Mail(sender, operator.helpAddress(), html), letter);
    }

    private Message message(String title, String text, Message.Mail mail, Optional<Message.Letter> letter) {
        return new Message(
                subject.recipient,
                texts.language(),
                title,
                text,
                mail,
                subject.tan,
                subject.asker,
                subject.reference,
                letter);
    }
}

package dev.challenger.cli;

import dev.challenger.ChannelSenders;
import dev.challenger.address.Address;
import dev.challenger.address.Channel;
import dev.challenger.settings.Settings;
import dev.challenger.tan.Tan;
import dev.challenger.transmission.Dialogue;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.Transmitter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests senders, and sends probes by them. */
final class SenderChecks {
    /** Templates may demand the digits of a code. These are the code of nobody. */
    private static final Tan NO_TAN = Tan.parse("00000000").orElseThrow();

    private final Settings settings;
    private final ChannelSenders senders;
    private final Console console;

    SenderChecks(Settings settings, Console console) {
        this.settings = settings;
        this.senders = new ChannelSenders(settings.sending(), InstantSource.system(), 1);
        this.console = console;
    }

    /** Returns the name under which an operator knows a sender. */
    String label(Channel channel, String sender) {
        Settings.Sending sending = settings.sending();
        if (sender.equals(SenderPlan.MAIL)) {
            return sending.mail()
                    .map(mail -> "mail server " + mail.host() + ":" + mail.port())
                    .orElseThrow();
        }
        return Optional.ofNullable(sending.senders().commands().get(sender))
                .or(() -> sending.commands().of(channel).filter(path -> sender.equals(SenderPlan.COMMAND)))
                .map(command -> "command " + command)
                .orElse("sender " + sender);
    }

    /** Tests a sender without sending. */
    void test(Channel channel, String sender) throws TransmissionException {
        try (Transmitter tested = senders.transmitter(channel, sender)) {
            tested.check(Dialogue.UNHEARD);
        }
    }

    /** Tests a sender, sends a probe by it, and prints what passes between the two sides. */
    void probe(Address to, String sender) throws TransmissionException {
        Channel channel = to.type().channel();
        console.out().println(label(channel, sender) + ":");
        Dialogue dialogue = new Dialogue(line -> console.out().println("  " + line));
        try (Transmitter tested = senders.transmitter(channel, sender)) {
            Receipt receipt = tested.send(message(to, sender), dialogue);
            String facts = Stream.of(
                            receipt.id().map(id -> "id " + id), receipt.reply().map(reply -> "reply " + reply))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", "));
            console.out().println(facts.isEmpty() ? "  accepted" : "  accepted: " + facts);
        }
    }

    private Message message(Address to, String sender) {
        String host = settings.http().baseUrl().getHost();
        String text = "This is a test message. The operator of " + host + " sent it by " + sender
                + " to try out the sending. It has no code for you, and you need not do anything.\n";
        return new Message(
                to,
                settings.spoken().byDefault(),
                "Test message of " + host,
                text,
                Message.Mail.PLAIN,
                NO_TAN,
                host,
                "TEST");
    }
}

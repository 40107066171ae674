package dev.challenger;

import dev.challenger.address.Channel;
import dev.challenger.settings.Settings;
import dev.challenger.transmission.Bulkhead;
import dev.challenger.transmission.CommandTransmitter;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.Senders;
import dev.challenger.transmission.Transmitter;
import dev.challenger.transmission.http.HttpGateway;
import dev.challenger.transmission.http.HttpTransmitter;
import dev.challenger.transmission.letter.LetterPrinter;
import dev.challenger.transmission.letter.SpoolTransmitter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Builds the senders of a channel, each with a bulkhead around it. */
public final class ChannelSenders {
    private final Settings.Sending sending;
    private final InstantSource clock;
    private final int shares;
    private final Optional<LetterPrinter> printer;

    /** @param shares the number of senders that share the requests */
    public ChannelSenders(Settings.Sending sending, InstantSource clock, int shares) {
        this.sending = sending;
        this.printer = sending.letters().map(letters -> new LetterPrinter(letters, clock));
        this.clock = clock;
        this.shares = shares;
    }

    /** Returns the senders of a channel that is set up. */
    Senders of(Channel channel) {
        SenderPlan plan = sending.senders();
        Map<String, Bulkhead> built = new HashMap<>();
        for (String name : plan.names(channel)) {
            built.put(name, sending.limits().around(name, transmitter(channel, name), shares, clock));
        }
        Map<String, List<Bulkhead>> byCountry = new HashMap<>();
        if (channel == Channel.PHONE) {
            plan.byCountry()
                    .forEach((country, names) -> byCountry.put(
                            country, names.stream().map(built::get).toList()));
        }
        return new Senders(plan.of(channel).stream().map(built::get).toList(), byCountry, plan.within());
    }

    /** Returns a sender that the plan has for a channel, without a bulkhead. */
    public Transmitter transmitter(Channel channel, String name) {
        if (name.equals(SenderPlan.MAIL)) {
            return new MailTransmitter(sending.mail().orElseThrow(), clock, new SecureRandom());
        }
        Path folder = sending.senders().folders().get(name);
        if (folder != null) {
            return new SpoolTransmitter(printer.orElseThrow(), folder, clock, new SecureRandom());
        }
        HttpGateway gateway = sending.senders().gateways().get(name);
        if (gateway != null) {
            return new HttpTransmitter(gateway, clock, printer.map(Function.identity()));
        }
        HelperCommands commands = sending.commands();
        Path path = Optional.ofNullable(sending.senders().commands().get(name))
                .or(() -> commands.of(channel))
                .orElseThrow();
        return new CommandTransmitter(
                path,
                commands.timeout(),
                commands.processes(),
                printer.filter(letters -> channel == Channel.POST && commands.printed())
                        .map(Function.identity()));
    }
}

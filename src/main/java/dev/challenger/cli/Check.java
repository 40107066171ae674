package dev.challenger.cli;

import dev.challenger.BrandCheck;
import dev.challenger.Challenger;
import dev.challenger.ChannelSenders;
import dev.challenger.address.Channel;
import dev.challenger.limit.Stop;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.transmission.Dialogue;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.Transmitter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks settings, keys, database and message delivery, without sending anything.")
final class Check implements Callable<Integer> {
    private final URI webapp;
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    Check(URI webapp, SettingsLoader loader, Console console) {
        this.webapp = webapp;
        this.loader = loader;
        this.console = console;
    }

    /** Runs every check, even after one has failed. The first failure decides the exit code. */
    @Override
    public Integer call() throws Exception {
        Settings settings = config.load(loader);
        BrandCheck.run(settings, path -> webapp.resolve(path.substring(1)).toURL());
        console.out().println("settings: ok");
        if (settings.proxies().trusted().isEmpty()) {
            console.out()
                    .println("proxy.trusted: not set; if there is a proxy in front, all requests seem to come from it");
        }
        Exit inside = find("keys and database", () -> inside(settings));
        Exit first = inside;
        for (Channel channel : Channel.values()) {
            for (String sender : settings.senders().names(channel)) {
                Exit outside = sending(settings, channel, sender);
                first = first == Exit.OK ? outside : first;
            }
        }
        return first.status();
    }

    private void inside(Settings settings) {
        try (Challenger challenger = Challenger.open(settings)) {
            challenger.warnings().forEach(console.out()::println);
            unknownClients(settings, challenger);
            for (Stop stop : challenger.breaker().list(challenger.clock().instant())) {
                console.out()
                        .println("breaker: no messages to " + stop.area() + " from " + stop.openedAt() + " until "
                                + stop.closesAt() + ": of " + stop.tally().messaged() + " destinations "
                                + stop.tally().entered() + " entered their TAN");
            }
        }
    }

    /** Reports directories of clients that do not exist, since nobody would ever see what is in them. */
    private void unknownClients(Settings settings, Challenger challenger) {
        Set<Long> unknown = new TreeSet<>(settings.brand().own().clients().keySet());
        challenger
                .clients()
                .list()
                .forEach(entry -> unknown.remove(entry.client().id()));
        unknown.forEach(id -> console.out().println("brand.directory: there is no client for clients/" + id));
    }

    /** Checks a sender of a channel, including channels that only TAN challenges use. */
    private Exit sending(Settings settings, Channel channel, String sender) throws Exception {
        ChannelSenders senders = new ChannelSenders(settings, InstantSource.system(), 1);
        return find(label(settings, channel, sender), () -> {
            try (Transmitter tested = senders.transmitter(channel, sender)) {
                tested.check(Dialogue.UNHEARD);
            }
        });
    }

    private static String label(Settings settings, Channel channel, String sender) {
        SenderPlan plan = settings.senders();
        if (sender.equals(SenderPlan.MAIL)) {
            return settings.mail()
                    .map(mail -> "mail server " + mail.host() + ":" + mail.port())
                    .orElseThrow();
        }
        return Optional.ofNullable(plan.commands().get(sender))
                .or(() -> settings.commands().of(channel).filter(path -> sender.equals(SenderPlan.COMMAND)))
                .map(command -> "command " + command)
                .orElse("sender " + sender);
    }

    /** A check, which fails with an exception. */
    @FunctionalInterface
    private interface Trial {
        void run() throws Exception;
    }

    private Exit find(String what, Trial trial) throws Exception {
        try {
            trial.run();
            console.out().println(what + ": ok");
            return Exit.OK;
        } catch (Exception e) {
            Exit exit = Exit.of(e);
            if (exit == Exit.BUG) {
                throw e;
            }
            String reason = String.join("; ", Exit.sentences(e));
            console.out().println(reason.startsWith(what) ? reason : what + ": " + reason);
            return exit;
        }
    }
}

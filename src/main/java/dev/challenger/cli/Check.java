package dev.challenger.cli;

import dev.challenger.BrandCheck;
import dev.challenger.Challenger;
import dev.challenger.address.Address;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.limit.Stop;
import dev.challenger.secret.FileModes;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.transmission.SenderPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks settings, keys, database and message delivery. Sends nothing without --send-to.")
final class Check implements Callable<Integer> {
    private final URI webapp;
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--send-to",
            paramLabel = "ADDRESS",
            description =
                    "Sends a test message without a code to this address, by each sender of its channel, and shows the dialogue"
                            + " without secrets. The address is an e-mail address, a phone number with + and calling code, a JSON"
                            + " object of the fields of a postal address, or - to read it from standard input.")
    private String sendTo = "";

    Check(URI webapp, SettingsLoader loader, Console console) {
        this.webapp = webapp;
        this.loader = loader;
        this.console = console;
    }

    /** Runs every check, even after one has failed. The first failure decides the exit code. */
    @Override
    public Integer call() throws Exception {
        Settings settings = config.load(loader);
        Optional<Address> probed = probed(settings);
        BrandCheck.run(settings, path -> webapp.resolve(path.substring(1)).toURL());
        console.out().println("settings: ok");
        if (settings.proxies().trusted().isEmpty()) {
            console.out()
                    .println("proxy.trusted: not set; if there is a proxy in front, all requests seem to come from it");
        }
        List<Exit> exits = new ArrayList<>();
        exits.addAll(secretFiles(settings));
        exits.add(find("keys and database", () -> inside(settings)));
        exits.addAll(senders(settings, probed));
        return exits.stream()
                .filter(exit -> exit != Exit.OK)
                .findFirst()
                .orElse(Exit.OK)
                .status();
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

    /** Checks the senders of all channels, including those that only TAN challenges use. */
    private List<Exit> senders(Settings settings, Optional<Address> probed) throws Exception {
        SenderPlan plan = settings.sending().senders();
        SenderChecks checks = new SenderChecks(settings, console);
        List<Exit> exits = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            for (String sender : plan.names(channel)) {
                exits.add(find(checks.label(channel, sender), () -> checks.test(channel, sender)));
            }
        }
        if (probed.isPresent()) {
            Address to = probed.get();
            Channel channel = to.type().channel();
            for (String sender : plan.names(channel)) {
                exits.add(find("probe by " + checks.label(channel, sender), () -> checks.probe(to, sender)));
            }
        }
        return exits;
    }

    private List<Exit> secretFiles(Settings settings) throws Exception {
        List<Exit> exits = new ArrayList<>();
        for (Path file : new TreeSet<>(settings.secretFiles())) {
            exits.add(find("secret file " + file, () -> {
                if (FileModes.areOpen(file)) {
                    throw new SettingsException("is open to others: restrict it to its owner (chmod 600)");
                }
                if (FileModes.letOthersRead(file)) {
                    console.out()
                            .println("secret file " + file
                                    + ": its mode lets every user read it; only its place keeps others away");
                }
            }));
        }
        return exits;
    }

    /** Reads the address of the probe: an e-mail address, a phone number, or a postal address as JSON. */
    private Optional<Address> probed(Settings settings) {
        if (sendTo.isEmpty()) {
            return Optional.empty();
        }
        AddressText text = sendTo.equals("-") ? AddressText.read(console.in()) : new AddressText(sendTo.strip());
        AddressType validated = settings.address().type();
        AddressType type = text.isJson()
                ? validated.channel() == Channel.POST ? validated : AddressType.POSTAL
                : text.hasAtSign() ? AddressType.EMAIL : AddressType.PHONE;
        Address address = text.address(settings.address().unrestricted(type), "the address of --send-to");
        if (settings.sending().senders().names(type.channel()).isEmpty()) {
            throw new Refused("no sender is set up for the channel " + type.channel());
        }
        return Optional.of(address);
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

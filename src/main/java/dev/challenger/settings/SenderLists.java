package dev.challenger.settings;

import dev.challenger.address.Channel;
import dev.challenger.secret.Password;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.http.Answers;
import dev.challenger.transmission.http.Condition;
import dev.challenger.transmission.http.HttpGateway;
import dev.challenger.transmission.http.RequestTemplate;
import dev.challenger.transmission.http.WebhookKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the lists of senders and the senders that they name, and finds what does not fit together. */
final class SenderLists {
    private static final Map<Channel, Setting<List<String>>> LISTS = new EnumMap<>(Map.of(
            Channel.EMAIL, SenderSettings.SENDERS_EMAIL,
            Channel.PHONE, SenderSettings.SENDERS_PHONE,
            Channel.POST, SenderSettings.SENDERS_POST));

    private final Values values;
    private final HelperCommands commands;
    private final String host;
    private final Map<String, HttpGateway> gateways = new HashMap<>();
    private final Map<String, Path> named = new HashMap<>();
    private final Map<String, Path> folders = new HashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();

    private SenderLists(Values values, HelperCommands commands, String host) {
        this.values = values;
        this.commands = commands;
        this.host = host;
    }

    /** @param host of this service, for templates */
    static SenderPlan plan(Values values, HelperCommands commands, String host) {
        return new SenderLists(values, commands, host).plan();
    }

    private SenderPlan plan() {
        Map<Channel, List<String>> usual = new EnumMap<>(Channel.class);
        LISTS.forEach((channel, setting) -> usual.put(channel, list(channel, setting)));
        Map<String, List<String>> byCountry =
                values.find(SenderSettings.BY_COUNTRY).orElse(Map.of());
        byCountry.values().forEach(names -> names.forEach(name -> add(name, Channel.PHONE, SenderSettings.BY_COUNTRY)));
        findUnused();
        if (Objects.requireNonNull(usual.get(values.channel())).isEmpty()) {
            values.fault(
                    switch (values.channel()) {
                        case EMAIL ->
                            "mail.host, senders.email or command.email is missing: there is no way to send e-mail";
                        case PHONE -> "senders.phone or command.phone is missing: there is no way to send to phones";
                        case POST -> "senders.post or command.post is missing: there is no way to send letters";
                    });
        }
        return new SenderPlan(usual, byCountry, values.get(SenderSettings.TIME_LIMIT), gateways, named, folders);
    }

    private List<String> list(Channel channel, Setting<List<String>> setting) {
        if (values.isSet(setting)) {
            List<String> names =
                    new ArrayList<>(new LinkedHashSet<>(values.find(setting).orElse(List.of(SenderPlan.MAIL))));
            if (values.find(setting).isPresent()) {
                names.forEach(name -> add(name, channel, setting));
            }
            return names;
        } else if (commands.of(channel).isPresent()) {
            return List.of(SenderPlan.COMMAND);
        }
        return channel == Channel.EMAIL && values.isSet(MailServerSettings.MAIL_HOST)
                ? List.of(SenderPlan.MAIL)
                : List.of();
    }

    /** Reads the settings of a sender that a list names. */
    private void add(String name, Channel channel, Setting<?> list) {
        if (name.equals(SenderPlan.MAIL)) {
            if (channel != Channel.EMAIL || !values.isSet(MailServerSettings.MAIL_HOST)) {
                values.fault(list, "names mail, which sends e-mail only, and needs mail.host");
            }
        } else if (name.equals(SenderPlan.COMMAND)) {
            if (commands.of(channel).isEmpty()) {
                values.fault(list, "names command, but command." + channel + " is missing");
            }
        } else if (channels.putIfAbsent(name, channel) == null) {
            read(name, channel, list);
        } else if (channels.get(name) != channel) {
            values.fault(list, "names " + name + ", which belongs to another channel");
        }
    }

    private void read(String name, Channel channel, Setting<?> list) {
        Setting<SenderSettings.Source> inline = SenderSettings.REQUEST.of(name);
        Setting<SenderSettings.Source> file = SenderSettings.REQUEST_FILE.of(name);
        Setting<Path> folder = SenderSettings.FOLDER.of(name);
        long kinds = Stream.of(inline, file, SenderSettings.COMMAND.of(name), folder)
                .filter(values::isSet)
                .count();
        if (kinds != 1) {
            values.fault(
                    list,
                    "names " + name + ": set one of " + inline + ", " + file + " and "
                            + SenderSettings.COMMAND.of(name)
                            + (channel == Channel.POST ? ", or " + folder : ""));
        } else if (values.isSet(folder)) {
            if (channel != Channel.POST) {
                values.fault(folder, "takes letters only, and " + list + " names " + name);
            }
            values.find(folder).ifPresent(path -> folders.put(name, path));
        } else if (values.isSet(SenderSettings.COMMAND.of(name))) {
            values.find(SenderSettings.COMMAND.of(name)).ifPresent(path -> named.put(name, path));
        } else {
            Setting<SenderSettings.Source> template = values.isSet(inline) ? inline : file;
            values.find(template).ifPresent(source -> gateway(name, channel, template, source));
        }
    }

    private void gateway(
            String name, Channel channel, Setting<SenderSettings.Source> template, SenderSettings.Source source) {
        Optional<WebhookKey> signing =
                values.find(SenderSettings.SIGNING_KEY.of(name)).flatMap(key -> signing(name, key));
        Answers answers = new Answers(
                values.get(SenderSettings.ACCEPTED.of(name)),
                values.find(SenderSettings.REFUSED.of(name)).orElse(List.of()),
                values.find(SenderSettings.DECLINED.of(name)).orElse(List.of()),
                values.find(SenderSettings.MESSAGE_ID.of(name)));
        findHidden(SenderSettings.REFUSED.of(name), answers.refused(), answers);
        findHidden(SenderSettings.DECLINED.of(name), answers.declined(), answers);
        try {
            gateways.put(
                    name,
                    new HttpGateway(
                            name,
                            new RequestTemplate(source.text(), channel),
                            values.find(SenderSettings.USER.of(name)).orElse(""),
                            values.find(SenderSettings.PASSWORD.of(name)).orElse(new Password("")),
                            signing,
                            answers,
                            values.get(SenderSettings.TIMEOUT.of(name)),
                            SendingSettings.concurrency(values, SenderSettings.REQUESTS.of(name)),
                            host));
        } catch (IllegalArgumentException fault) {
            values.fault(template, "is refused: " + source.file() + fault.getMessage());
        }
    }

    /** A refusal that counts as an acceptance is a message that nobody gets. */
    private void findHidden(Setting<?> setting, List<Condition> refusals, Answers answers) {
        if (refusals.stream().anyMatch(answers::hide)) {
            values.fault(
                    setting,
                    "has a condition that is never met, because every answer with its status is accepted: set accepted to a"
                            + " status with a JSON pointer");
        }
    }

    private Optional<WebhookKey> signing(String name, Password key) {
        try {
            return Optional.of(WebhookKey.parse(key.value()));
        } catch (IllegalArgumentException e) {
            values.fault(
                    SenderSettings.SIGNING_KEY.of(name).text() + " must be whsec_ and the base64 of 24 to 64 bytes");
            return Optional.empty();
        }
    }

    /** A sender that is in no list has a misspelt name, or is forgotten. */
    private void findUnused() {
        Set<String> unused = new TreeSet<>();
        values.settings().stream()
                .flatMap(setting -> Catalogue.SETTINGS.stream()
                        .filter(family -> family.isFamily() && !family.isOfClients())
                        .flatMap(family -> family.member(setting.key()).stream()))
                .filter(name -> !channels.containsKey(name))
                .forEach(unused::add);
        unused.forEach(name -> values.fault(
                "sender." + name + " is in no list: add it to senders.email, senders.phone or senders.post"));
    }
}

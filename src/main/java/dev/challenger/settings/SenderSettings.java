package dev.challenger.settings;

import static dev.challenger.settings.Kind.open;

import com.fasterxml.jackson.core.JsonPointer;
import dev.challenger.address.PhoneNumber;
import dev.challenger.settings.Values.Sourced;
import dev.challenger.transmission.http.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of the senders that have a name, and the order in which the senders of a channel are tried. */
final class SenderSettings {
    static final Setting.Section SECTION = new Setting.Section();

    private static final String NAME_FORM = "[a-z][a-z0-9]{0,30}";
    private static final Pattern NAME = Pattern.compile(NAME_FORM);
    private static final Kind<List<String>> NAMES = open(
            "a list of names of senders with commas: small letters and digits, mail, or command",
            text -> Kind.list(text, SenderSettings::name));
    private static final Kind<List<Condition>> CONDITIONS = open(
            "a list with commas of statuses, each with or without a JSON pointer and a value: 200 /status=ok",
            text -> Kind.list(text, Condition::parse));

    static final Setting<List<String>> SENDERS_EMAIL = SECTION.add(
            "senders.email",
            NAMES,
            "The senders of e-mail in the order in which they are tried. If not set, command.email, or else mail.host.");
    static final Setting<List<String>> SENDERS_PHONE = SECTION.add(
            "senders.phone",
            NAMES,
            "The senders of messages to phones in the order in which they are tried. If not set, command.phone.");
    static final Setting<List<String>> SENDERS_POST = SECTION.add(
            "senders.post",
            NAMES,
            "The senders of letters in the order in which they are tried. If not set, command.post.");
    static final Setting<Map<String, List<String>>> BY_COUNTRY = SECTION.add(
            "senders.phone.by-country",
            open(
                    "a list with commas of countries, each with its senders: CH swiss world, DE german",
                    SenderSettings::byCountry),
            "Other senders, or another order, for the phones of some countries.");
    static final Setting<Duration> TIME_LIMIT = SECTION.add(
            "senders.time-limit",
            Kind.TIME_LIMIT,
            "PT1M",
            "A sender that is not the first is tried only if it must be done within this time, counted from the beginning of the"
                    + " first.");

    static final Setting<Source> REQUEST = SECTION.add(
            "sender.NAME.request",
            open("a text", text -> new Source("", text)),
            "The template of the request to an HTTP gateway, see senders.md. NAME is the name of the sender.");
    static final Setting<Source> REQUEST_FILE = SECTION.add(
            "sender.NAME.request.file",
            open("the path of a text file", path -> new Source(path + " ", Kind.readFile(path))),
            "The file with that template.");
    static final Setting<String> USER =
            SECTION.add("sender.NAME.user", Kind.TEXT, "The user of the gateway, for its template.");
    static final Setting.Secret PASSWORD =
            SECTION.addSecret("sender.NAME.password", "The password, key or token of the gateway, for its template.");
    static final Setting.Secret SIGNING_KEY = SECTION.addSecret(
            "sender.NAME.signing-key",
            "The key that signs requests as Standard Webhooks defines it: whsec_ and the base64 of 24 to 64 bytes.");
    static final Setting<List<Condition>> ACCEPTED = SECTION.add(
            "sender.NAME.accepted",
            CONDITIONS,
            "2xx",
            "The answers by which the gateway accepts a message: a status, or a status and the value at a JSON pointer.");
    static final Setting<List<Condition>> REFUSED = SECTION.add(
            "sender.NAME.refused",
            CONDITIONS,
            "The answers by which the gateway says that the address does not exist, in the same form.");
    static final Setting<List<Condition>> DECLINED = SECTION.add(
            "sender.NAME.declined",
            CONDITIONS,
            "The answers by which the gateway says that it has not accepted a message for another reason, in the same form. Needed"
                    + " only for answers with 2xx, 500, 502 or 504, after which no other sender is tried otherwise.");
    static final Setting<JsonPointer> MESSAGE_ID = SECTION.add(
            "sender.NAME.message-id",
            open("a JSON pointer, such as /id", JsonPointer::compile),
            "Where the answer has the id of the message, for the audit log.");
    static final Setting<Duration> TIMEOUT = SECTION.add(
            "sender.NAME.timeout", Kind.TIME_LIMIT, "PT15S", "The time limit for the whole exchange with the gateway.");
    static final Setting<Integer> REQUESTS = SECTION.add(
            "sender.NAME.requests",
            SendingSettings.CONCURRENCY,
            "5",
            "The largest number of requests to the gateway at a time.");
    static final Setting<Path> COMMAND = SECTION.add(
            "sender.NAME.command", SendingSettings.COMMAND, "A helper command, for a sender that is no HTTP gateway.");

    static final Setting<Path> FOLDER = SECTION.add(
            "sender.NAME.folder",
            open("the absolute path of a directory that this service may write to", SenderSettings::folder),
            "A directory that printed letters are put into, for a sender of letters that is neither a gateway nor a command.");

    /** The text of a template, and the file that it is from. */
    record Source(String file, String text) {}

    private SenderSettings() {}

    private static Path folder(String text) {
        Path path = Path.of(text);
        return Kind.demand(path.isAbsolute() && Files.isDirectory(path) && Files.isWritable(path), path);
    }

    private static String name(String text) {
        return Kind.demand(NAME.matcher(text.strip()).matches(), text.strip());
    }

    private static Map<String, List<String>> byCountry(String text) {
        Map<String, List<String>> lists = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            List<String> words = List.of(entry.strip().split("\\s+"));
            Kind.demand(words.size() > 1 && PhoneNumber.knownCountries().contains(words.get(0)), words);
            Kind.demand(
                    lists.put(
                                    words.get(0),
                                    words.stream()
                                            .skip(1)
                                            .map(SenderSettings::name)
                                            .distinct()
                                            .toList())
                            == null,
                    words);
        }
        return lists;
    }

    /** Returns the names in the lists of senders, as far as they can be read. */
    static Set<String> names(Map<Setting<?>, Sourced> texts) {
        Set<String> names = new TreeSet<>();
        Stream.of(SENDERS_EMAIL, SENDERS_PHONE, SENDERS_POST, BY_COUNTRY)
                .flatMap(list -> Optional.ofNullable(texts.get(list)).stream())
                .flatMap(value -> Stream.of(value.text().split("[,\\s]+")))
                .filter(name -> NAME.matcher(name).matches())
                .forEach(names::add);
        return names;
    }
}

package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.client.Client;
import dev.challenger.client.DeclaredClients;
import dev.challenger.client.Instances;
import dev.challenger.client.Registered;
import dev.challenger.secret.Hash;
import dev.challenger.settings.Values.Sourced;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of clients that are declared here, for operators who can run no command where the service runs. */
final class ClientSettings {
    static final Setting.Section SECTION = new Setting.Section();

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_SECRETS = 2;

    static final Setting<List<String>> IDS = SECTION.add(
            "clients",
            open("a list of client ids with commas, such as 1001,1002", text -> Kind.list(text, ClientSettings::id)),
            "The ids of the clients that JNDI entries declare. Not needed for clients of the file or the environment.");
    static final Setting<List<String>> REDIRECT_URIS = SECTION.add(
            "client.ID.redirect-uris",
            open("a list of URIs with blanks between them", text -> List.of(text.split("\\s+"))),
            "The URIs to which people may be sent after a validation. ID is the client's id, a number.");
    static final Setting<List<Hash>> SECRET_HASH = SECTION.add(
            "client.ID.secret-hash",
            Kind.secret(
                    "a hash of 64 hexadecimal digits, as client hash-secret prints it, or two of them with a comma",
                    ClientSettings::hashes),
            "The hash of its secret, as client hash-secret prints it; while the secret changes, two hashes with a comma.");
    static final Setting<String> NAME = SECTION.add(
            "client.ID.name",
            Kind.TEXT,
            "The name shown to people on pages and in messages. If not set, the host of the first redirect URI.");
    static final Setting<Boolean> REQUIRE_PKCE = SECTION.add(
            "client.ID.require-pkce",
            Kind.BOOLEAN,
            "false",
            "Whether authorizations without an S256 code challenge are refused.");
    static final Setting<Boolean> DIRECT = SECTION.add(
            "client.ID.direct",
            Kind.BOOLEAN,
            "false",
            "Whether people may begin at /authorize without an order of the client, as at other OAuth servers.");
    static final Setting<Instances> INSTANCES = SECTION.add(
            "client.ID.instances",
            open(
                    "a list of patterns with commas, such as shop-*",
                    text -> new Instances(Kind.list(text, String::strip))),
            "The instances whose operations the client may have confirmed; * stands for any characters.");

    private ClientSettings() {}

    private static String id(String text) {
        return demand(ID.matcher(text.strip()).matches(), text.strip());
    }

    private static List<Hash> hashes(String text) {
        List<Hash> hashes = Kind.list(text, ClientSettings::hash);
        return demand(hashes.size() <= MAX_SECRETS, hashes);
    }

    private static Hash hash(String text) {
        String digits = text.strip();
        return Hash.stored(HexFormat.of().parseHex(demand(HASH.matcher(digits).matches(), digits)));
    }

    /** Returns the ids in the list of clients, as far as they can be read. */
    static Set<String> ids(Map<Setting<?>, Sourced> texts) {
        Set<String> ids = new TreeSet<>();
        Optional.ofNullable(texts.get(IDS)).stream()
                .flatMap(value -> Stream.of(value.text().split("[,\\s]+")))
                .filter(id -> ID.matcher(id).matches())
                .forEach(ids::add);
        return ids;
    }

    static DeclaredClients declared(Values values) {
        Set<String> ids = new TreeSet<>(values.find(IDS).orElse(List.of()));
        for (Setting<?> setting : values.settings()) {
            SECTION.settings().stream()
                    .filter(Setting::isFamily)
                    .flatMap(family -> family.member(setting.key()).stream())
                    .forEach(ids::add);
        }
        return new DeclaredClients(
                ids.stream().flatMap(id -> client(id, values).stream()).toList());
    }

    /** Returns empty after a fault. */
    private static Optional<Registered> client(String id, Values values) {
        Setting<List<String>> redirectUris = REDIRECT_URIS.of(id);
        Setting<List<Hash>> secretHash = SECRET_HASH.of(id);
        values.require(redirectUris, "for client " + id);
        values.require(secretHash, "for client " + id);
        Optional<List<String>> uris = values.find(redirectUris);
        Optional<List<Hash>> hashes = values.find(secretHash);
        if (uris.isEmpty() || hashes.isEmpty()) {
            return Optional.empty();
        }
        String name = values.find(NAME.of(id)).orElse(Client.nameFor(uris.get().get(0)));
        Client client = new Client(
                Long.parseLong(id), name, uris.get(), values.get(REQUIRE_PKCE.of(id)), values.get(DIRECT.of(id)));
        try {
            client.requireAcceptable();
        } catch (IllegalArgumentException e) {
            values.fault("client." + id + " is refused: " + e.getMessage());
        }
        Instances instances = values.find(INSTANCES.of(id)).orElse(Instances.NONE);
        return Optional.of(new Registered(client, instances, hashes.get()));
    }
}

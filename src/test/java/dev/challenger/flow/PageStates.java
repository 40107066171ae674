package dev.challenger.flow;

import dev.challenger.testing.Backend;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Collects the page of every state that people can get into, as a browser without scripts does. This is the one list of these
 * states.
 */
final class PageStates {
    private static final String READ_ONLY = "another.person.with.a.long.name@subdomain.example.com";

    private static final String LONG_EMAIL = "a.person.with.a.long.name@subdomain.example.com";

    private static final Map<String, String> ADDRESS = Map.of(
            "CONTACT_EMAIL", LONG_EMAIL,
            "CONTACT_PHONE", "+41791234567",
            "CONTACT_NAME", "Augusta Ada King, Countess of Lovelace",
            "ADDRESS_LINES", "1 Dorset Street\nMarylebone\nLondon W1U 4EG",
            "ADDRESS_COUNTRY", "GB");

    private static final Map<String, String> SETTINGS = Map.of(
            "phone.countries", "any",
            "brand.help-url", "https://example.com/help",
            "brand.privacy-url", "https://example.com/privacy",
            "brand.imprint-url", "https://example.com/imprint",
            "address.hint", "An example of an address, long enough to be understood",
            "budget.destination", "1000/P1D");

    private static final String PERSON = Backend.factor("email", TestClient.ADDRESS);

    /** No field takes it, not even that for a code. */
    private static final String MALFORMED = "?";

    private final String language;
    private final String[] headers;
    private final Map<String, Answer> found = new LinkedHashMap<>();

    private PageStates(String language) {
        this.language = language;
        this.headers = new String[] {"Accept", Http.BROWSER, "Accept-Language", language};
    }

    /**
     * Returns the answers in each of some languages, by the name of the state.
     *
     * @param directory for the messages
     */
    static Map<String, Map<String, Answer>> in(List<String> languages, Path directory) {
        List<PageStates> all = languages.stream().map(PageStates::new).toList();
        for (String type : List.of("email", "phone", "postal")) {
            Outbox outbox = new Outbox(directory);
            try (World world = world(type, outbox.command())) {
                all.forEach(states -> states.new Validations(type, world, outbox).collect());
            }
        }
        Outbox phones = new Outbox(directory);
        try (World world = World.with(
                "command.phone",
                phones.command(),
                "phone.countries",
                "CH",
                "budget.challenge-destination",
                "1000/P1D")) {
            all.forEach(states -> states.confirmations(world));
            all.forEach(states -> states.confirmationByPhone(world));
        }
        return all.stream().collect(Collectors.toMap(states -> states.language, states -> states.found));
    }

    private static World world(String type, String command) {
        String field = type.startsWith("postal") ? "ADDRESS_LINES" : "CONTACT_" + type.toUpperCase(Locale.ROOT);
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(Map.of(
                "address.type",
                type,
                "command." + type.replaceFirst("postal.*", "post"),
                command,
                "address.restrictions",
                "{\"" + field + "\":{\"regex\":\"[^!]*\",\"hint\":\"" + "a hint ".repeat(8) + "\"}}"));
        if (type.equals("email")) {
            settings.putAll(Map.of("test.addresses", "walk@example.com=40718265", "test.until", "2026-12-31"));
        }
        return World.with(settings);
    }

    /** The states of validations of one address type. */
    private final class Validations {
        private final String type;
        private final World world;
        private final Outbox outbox;
        private final TestClient client;
        private final Http http;
        private final Map<String, String> malformed = new HashMap<>(ADDRESS);

        Validations(String type, World world, Outbox outbox) {
            this.type = type;
            this.world = world;
            this.outbox = outbox;
            this.client = world.node().client();
            this.http = client.http();
            malformed.replaceAll((field, value) -> MALFORMED);
        }

        void collect() {
            world.clock().reset();
            if (type.equals("email")) {
                // First, since the test address ends.
                collectOfEmail();
            }
            String nonce = client.setup();
            keep("address", browse(nonce));
            keep("address-before-code", solve(nonce, "12345678"));
            keep("address-missing", challenge(nonce, Map.of()));
            keep("address-malformed", challenge(nonce, malformed));
            outbox.fail();
            keep("address-not-sent", challenge(nonce, ADDRESS));
            outbox.succeed();
            keep("code", challenge(nonce, ADDRESS));
            keep("code-waiting", challenge(nonce, ADDRESS));
            keep("code-other-malformed", challenge(nonce, malformed));
            keep("code-letters", solve(nonce, MALFORMED));
            keep("code-wrong", solve(nonce, "12345678"));
            keep("code-last", solve(nonce, "12345678"));
            keep("code-exhausted", solve(nonce, "12345678"));
            keep("code-again", challenge(nonce, ADDRESS));
            world.clock()
                    .advance(Duration.ofDays(type.startsWith("postal") ? 8 : 0).plusMinutes(5));
            keep("code-open", browse(nonce));
            world.clock()
                    .advance(Duration.ofDays(type.startsWith("postal") ? 80 : 0).plusHours(1));
            keep("code-expired", browse(nonce));
            world.clock().advance(Duration.ofDays(90));
            keep("expired", browse(nonce));
        }

        private void collectOfEmail() {
            String readOnly = client.setup("{\"CONTACT_EMAIL\": \"" + READ_ONLY + "\", \"read_only\": true}");
            keep("address-read-only", browse(readOnly));
            Map<String, String> address = Map.of("CONTACT_EMAIL", READ_ONLY);
            keep("code-read-only", challenge(readOnly, address));
            for (int tan = 0; tan < 3; tan++) {
                world.clock().advance(Duration.ofMinutes(5));
                challenge(readOnly, address);
                for (int attempt = 0; attempt < 3; attempt++) {
                    solve(readOnly, "12345678");
                }
            }
            keep("used-up", browse(readOnly));
            String nonce = client.setup();
            keep("meant", challenge(nonce, Map.of("CONTACT_EMAIL", "a.person.with.a.long.name@gmial.com")));
            keep("languages", http.get("/challenge/" + nonce + "?languages=1", headers));
            keep("code-test-address", challenge(nonce, Map.of("CONTACT_EMAIL", "walk@example.com")));
            solve(nonce, "40718265");
            keep("done", browse(nonce));
            keep("bad-request", http.get("/authorize/" + nonce, headers));
            keep("expired-unknown", http.get("/solve/" + "0".repeat(52), headers));
            keep("not-found", http.get("/nothing", headers));
            keep("root", http.get("/", headers));
        }

        private void keep(String state, Answer answer) {
            found.put(type + "-" + state, answer);
        }

        private Answer browse(String nonce) {
            return http.get(client.authorizePath(nonce, Map.of()), headers);
        }

        private Answer challenge(String nonce, Map<String, String> address) {
            return http.postForm("/challenge/" + nonce, address, headers);
        }

        private Answer solve(String nonce, String pin) {
            return http.postForm("/solve/" + nonce, Map.of("pin", pin), headers);
        }
    }

    private void confirmations(World world) {
        Backend backend = Backend.of(world.node(), "*");
        Http http = new Http(world.node().url());
        String back = "?redirect_uri=" + Http.encode(TestClient.REDIRECT_URI);
        String path = "/instances/shop/challenge/"
                + Backend.offered(backend.demand(login("first", PERSON))).get(0);
        found.put("mfa-ask", http.get(path + back, headers));
        found.put("mfa-nothing-sent", enter(http, path, back, "12345678"));
        http.postForm(path + back, Map.of(), headers);
        found.put("mfa-code", http.get(path + back, headers));
        found.put("mfa-code-early", http.postForm(path + back, Map.of(), headers));
        found.put("mfa-code-letters", enter(http, path, back, MALFORMED));
        found.put("mfa-code-wrong", enter(http, path, back, "12345678"));
        world.clock().advance(Duration.ofMinutes(2));
        found.put("mfa-code-open", http.get(path + back, headers));
        world.clock().advance(Duration.ofMinutes(10));
        found.put("mfa-code-expired", http.get(path + back, headers));
        http.postForm(path + back, Map.of(), headers);
        found.put("mfa-done", http.get(solved(backend, world) + back, headers));
        String other = "/instances/shop/challenge/"
                + Backend.offered(backend.demand(login("other", Backend.factor("email", "b@example.com"))))
                        .get(0);
        for (int tan = 0; tan < 3; tan++) {
            http.postForm(other + back, Map.of(), headers);
            for (int attempt = 0; attempt < 3; attempt++) {
                found.put("mfa-exhausted", enter(http, other, back, "12345678"));
            }
        }
        found.put("mfa-none", http.get(other + back, headers));
        found.put("mfa-none-without-back", http.get(other, headers));
        found.put("mfa-unknown", http.get("/instances/shop/challenge/1-x" + back, headers));
    }

    private void confirmationByPhone(World world) {
        Backend backend = Backend.of(world.node(), "*");
        Http http = new Http(world.node().url());
        String phone = Backend.factor("sms", "+41791234567");
        String path = "/instances/shop/challenge/"
                + Backend.offered(backend.demand(login("by phone", phone))).get(0);
        found.put("mfa-phone-ask", http.get(path, headers));
        http.postForm(path, Map.of(), headers);
        found.put("mfa-phone-code", http.get(path, headers));
    }

    /** Returns the body of a demand that no other language has. */
    private String login(String request, String factor) {
        return Backend.login(Backend.hash(request + language), factor);
    }

    /** Solves a challenge as a program, and returns the path of its page. */
    private String solved(Backend backend, World world) {
        return "/instances/shop/challenge/" + backend.solved(login("solved", PERSON), world.mailbox());
    }

    private Answer enter(Http http, String path, String back, String tan) {
        return http.postForm(path + "/confirm" + back, Map.of("tan", tan), headers);
    }
}

package dev.challenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Clients.Entry;
import dev.challenger.client.Clients.Registration;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.secret.Secrets;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestDatabase;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that clients are registered, authenticated, changed, rotated and deleted in a real database. */
class ClientsIT {
    private static final String URI = "https://shop.example/callback";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Clients clients = new Clients(
            new Database(DATABASE.dataSource()),
            DeclaredClients.NONE,
            new Secrets(new SecureRandom()),
            new TestClock());

    @BeforeAll
    static void migrate() {
        new Migrations("challenger").run(DATABASE.dataSource());
    }

    @Test
    void aClientIsAuthenticatedByItsSecretOnly() {
        Registration shop = add(URI, "Shop");
        Registration other = add(URI, "Other");

        assertEquals(
                Optional.of(new Client(shop.id(), "Shop", List.of(URI), false, false)),
                authenticate(shop.id(), shop.secret().text()));
        assertEquals(Optional.empty(), authenticate(shop.id(), other.secret().text()));
        assertEquals(Optional.empty(), authenticate(shop.id(), ""));
        assertEquals(
                Optional.empty(), authenticate(shop.id(), shop.secret().text().replaceFirst("secret-token:", "")));
        assertEquals(
                Optional.empty(), authenticate(shop.id() + 1000, shop.secret().text()));
    }

    @Test
    void aSecretThatAnOperatorChoseWorks() {
        String chosen = "secret-token:abcdefghijklmnopqrstuvwxyz";

        Registration shop =
                clients.add(Client.fresh("Shop", List.of(URI)), Instances.NONE, ClientSecret.choose(chosen));

        assertTrue(authenticate(shop.id(), chosen).isPresent());
    }

    // Authentication by the secret alone.

    private Registration backend(String pattern, Optional<ClientSecret> chosen) {
        return clients.add(Client.fresh("Backend", List.of(URI)), new Instances(List.of(pattern)), chosen);
    }

    @Test
    void aBackendIsFoundByEitherSecretAndOnlyForItsInstances() {
        Registration backend = backend("shop-*", Optional.empty());
        Registration other = backend("other", Optional.empty());
        Registration nobodys = add(URI, "Shop");
        String first = backend.secret().text();
        String second = rotate(backend.id());

        for (String secret : List.of(first, second)) {
            assertEquals(
                    Optional.of(backend.id()),
                    clients.authenticateFor("shop-1", secret).map(Client::id));
            assertEquals(Optional.empty(), clients.authenticateFor("other", secret));
        }
        for (String secret : List.of(other.secret().text(), nobodys.secret().text(), "", first + "x")) {
            assertEquals(Optional.empty(), clients.authenticateFor("shop-1", secret));
        }
        clients.dropOldSecret(backend.id());
        assertEquals(Optional.empty(), clients.authenticateFor("shop-1", first));
        assertTrue(clients.authenticateFor("shop-1", second).isPresent());
    }

    @Test
    void twoClientsWithTheSameSecretActOnlyForTheirOwnInstances() {
        Optional<ClientSecret> same = ClientSecret.choose("secret-token:one-secret-for-two-backends");
        Registration one = backend("one", same);
        Registration two = backend("two", same);

        String secret = same.orElseThrow().text();
        assertEquals(
                Optional.of(one.id()), clients.authenticateFor("one", secret).map(Client::id));
        assertEquals(
                Optional.of(two.id()), clients.authenticateFor("two", secret).map(Client::id));
        assertEquals(Optional.empty(), clients.authenticateFor("three", secret));
    }

    // Clients with two secrets.

    @Test
    void afterARotationBothSecretsAreValidUntilTheNext() {
        Registration shop = add(URI, "Shop");
        String first = shop.secret().text();
        String second = rotate(shop.id());

        assertTrue(authenticate(shop.id(), first).isPresent());
        assertTrue(authenticate(shop.id(), second).isPresent());
        assertEquals(2, secrets(shop.id()));

        String third = rotate(shop.id());

        assertEquals(Optional.empty(), authenticate(shop.id(), first));
        assertTrue(authenticate(shop.id(), second).isPresent());
        assertTrue(authenticate(shop.id(), third).isPresent());
        assertEquals(2, secrets(shop.id()));
    }

    @Test
    void theOldSecretCanBeEnded() {
        Registration shop = add(URI, "Shop");
        String newest = rotate(shop.id());

        assertTrue(clients.dropOldSecret(shop.id()));

        assertEquals(Optional.empty(), authenticate(shop.id(), shop.secret().text()));
        assertTrue(authenticate(shop.id(), newest).isPresent());
        assertEquals(1, secrets(shop.id()));
        assertFalse(clients.dropOldSecret(shop.id()));
        assertFalse(clients.dropOldSecret(shop.id() + 1000));
    }

    /** Otherwise a script that runs twice would end the secret that the client still uses. */
    @Test
    void rotatingToTheSameSecretAgainIsRefusedAndEndsNothing() {
        Registration shop = add(URI, "Shop");
        Optional<ClientSecret> chosen = ClientSecret.choose("secret-token:abcdefghijklmnopqrstuvwxyz");
        clients.rotateSecret(shop.id(), chosen);

        String why = assertThrows(IllegalArgumentException.class, () -> clients.rotateSecret(shop.id(), chosen))
                .getMessage();

        assertEquals("this is the secret of client " + shop.id() + " already", why);
        assertTrue(authenticate(shop.id(), shop.secret().text()).isPresent());
        assertTrue(authenticate(shop.id(), chosen.orElseThrow().text()).isPresent());
    }

    @Test
    void aMissingClientsSecretCannotBeRotated() {
        long nobody = add(URI, "Shop").id() + 1000;

        assertEquals(
                "there is no client " + nobody,
                assertThrows(IllegalArgumentException.class, () -> rotate(nobody))
                        .getMessage());
    }

    @Test
    void concurrentRotationsLeaveTwoSecrets() {
        Registration shop = add(URI, "Shop");

        List<String> made = AtOnce.run(8, i -> rotate(shop.id()));

        assertEquals(8, Set.copyOf(made).size());
        assertEquals(
                2,
                made.stream()
                        .filter(secret -> authenticate(shop.id(), secret).isPresent())
                        .count());
        assertEquals(Optional.empty(), authenticate(shop.id(), shop.secret().text()));
    }

    // Changes of a client.

    @Test
    void anUpdateChangesTheGivenFieldsAndKeepsTheOthers() {
        long id = add(URI, "Shop").id();

        assertTrue(clients.update(
                id,
                new ClientUpdate(
                        Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty())));
        assertEquals(
                new Client(id, "Shop", List.of(URI), true, false), listed(id).client());
        assertTrue(clients.update(
                id,
                new ClientUpdate(
                        Optional.empty(),
                        Optional.of("Büchershop"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        assertEquals(
                new Client(id, "Büchershop", List.of(URI), true, false),
                listed(id).client());
        assertTrue(clients.update(
                id,
                new ClientUpdate(
                        Optional.empty(),
                        Optional.of("Shop"),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty())));
        assertEquals(
                new Client(id, "Shop", List.of(URI), false, false), listed(id).client());

        assertFalse(clients.update(
                id + 1000,
                new ClientUpdate(
                        Optional.empty(), Optional.of("Shop"), Optional.empty(), Optional.empty(), Optional.empty())));
        assertThrows(
                IllegalArgumentException.class,
                () -> clients.update(
                        id,
                        new ClientUpdate(
                                Optional.empty(),
                                Optional.of("two\nlines"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }

    private String rotate(long id) {
        return clients.rotateSecret(id, Optional.empty()).text();
    }

    private int secrets(long id) {
        return listed(id).registered().secretHashes().size();
    }

    private Entry listed(long id) {
        return clients.list().stream()
                .filter(entry -> entry.client().id() == id)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "-1", "+1", "1x", "0x1", "١", "9223372036854775808", "1 OR 1=1"})
    void anInvalidIdIsNoClient(String id) {
        assertEquals(Optional.empty(), clients.authenticate(id, "secret-token:x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/callback?a=b&c",
                "HTTPS://shop.example/",
                "http://127.0.0.1:8080/",
                "http://localhost/callback",
                "http://[::1]:8080/",
                "com.example.app:/callback",
                "com.example.app://host",
                "com.example:x",
                "https://xn--bcher-kva.example/%C3%A9",
            })
    void redirectUrisMayBeHttpsLoopbackOrOfAnApp(String uri) {
        long id = add(uri, "Shop").id();

        assertEquals(
                new Client(id, "Shop", List.of(uri), false, false), listed(id).client());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/callback",
                "shop.example/callback",
                "https://shop.example/#fragment",
                "https://shop.example/ blank",
                "https://bücher.example/",
                "https://shop.example/\r\nX: y",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:https://shop.example/1",
                "http://shop.example/callback",
                "http://localhost.shop.example/",
                "http://127.0.0.1.shop.example/",
                "http://localhost@shop.example/",
                "http:localhost",
                "https:shop.example",
                "https:///callback",
                "myapp:x",
                "mailto:person@example.com",
                "ftp://shop.example/",
                "intent://x",
            })
    void redirectUrisThatLeadNowhereOrToAnybodyOrRunScriptsAreRefused(String uri) {
        assertThrows(IllegalArgumentException.class, () -> add(uri, "Shop"));
    }

    @Test
    void aRedirectUriCanBeChangedToAnotherOneThatIsAllowed() {
        long id = add(URI, "Shop").id();
        Optional<List<String>> other = Optional.of(List.of("https://other.example/cb"));
        Optional<List<String>> refused = Optional.of(List.of("http://other.example/cb"));

        assertTrue(clients.update(
                id, new ClientUpdate(other, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        assertThrows(
                IllegalArgumentException.class,
                () -> clients.update(
                        id,
                        new ClientUpdate(
                                refused, Optional.of("X"), Optional.empty(), Optional.empty(), Optional.empty())));

        assertEquals(
                new Client(id, "Shop", other.get(), false, false), listed(id).client());
    }

    @Test
    void aRedirectUriHasALimit() {
        String longest = "com.app:" + "a".repeat(1992);
        long id = add(longest, "Shop").id();

        assertEquals(
                new Client(id, "Shop", List.of(longest), false, false),
                listed(id).client());
        assertThrows(IllegalArgumentException.class, () -> add(longest + "a", "Shop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Café Zürich", "日本", "😀", "<b>", "A: b"})
    void namesAreKeptAsTheyAre(String name) {
        long id = add(URI, name).id();

        assertEquals(
                new Client(id, name, List.of(URI), false, false), listed(id).client());
    }

    /** U+202E turns the direction of what follows it in a message, and U+E000 marks places in pages. */
    @Test
    void aNameIsOneVisibleLineOfBoundedLength() {
        for (String name : List.of(
                "",
                " ",
                "two\nlines",
                "two\u2028lines",
                "bell\u0007",
                "\u202Eknab ruoY",
                "Your\u200BBank",
                "\uE000",
                "\uD83D",
                "caf\uFFFD",
                "a".repeat(101))) {
            assertThrows(IllegalArgumentException.class, () -> add(URI, name));
        }
    }

    @Test
    void aClientHasUpToTwentyDifferentRedirectUris() {
        List<String> most = IntStream.range(0, 20).mapToObj(i -> URI + "?" + i).toList();
        Registration shop = clients.add(Client.fresh("Shop", most), Instances.NONE, Optional.empty());
        assertEquals(most, listed(shop.id()).client().redirectUris());

        clients.update(
                shop.id(),
                new ClientUpdate(
                        Optional.of(List.of(URI, URI + "/2")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertEquals(List.of(URI, URI + "/2"), listed(shop.id()).client().redirectUris());
        clients.update(
                shop.id(),
                new ClientUpdate(
                        Optional.of(List.of(URI)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertEquals(List.of(URI), listed(shop.id()).client().redirectUris());

        for (List<String> refused : List.of(
                List.<String>of(),
                List.of(URI, URI),
                List.of(URI, "http://shop.example"),
                Stream.concat(most.stream(), Stream.of(URI)).toList())) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> clients.add(Client.fresh("Shop", refused), Instances.NONE, Optional.empty()));
        }
    }

    @Test
    void peopleMayReturnToExactlyTheUrisOfABackend() {
        String uri = URI + "/returned?a=1";
        clients.add(
                Client.fresh("Backend", List.of(URI + "/other", uri, URI + "/third")),
                new Instances(List.of("one")),
                Optional.empty());

        assertTrue(clients.mayReturn("one", uri));
        assertTrue(clients.mayReturn("one", URI + "/other"));
        assertFalse(clients.mayReturn("two", uri));
        for (String wrong : List.of(uri + " ", uri + "0", uri.substring(1), uri + " " + URI + "/third", "%", "")) {
            assertFalse(clients.mayReturn("one", wrong), wrong);
        }
    }

    @Test
    void aDeclaredClientNeedsNoRowAndCountsBeforeARow() {
        Registration stored = add(URI, "Stored");
        ClientSecret secret =
                ClientSecret.choose("secret-token:abcdefghijklmnopqrstuvwxyz").orElseThrow();
        long free = stored.id() + 1;
        Clients node = new Clients(
                new Database(DATABASE.dataSource()),
                new DeclaredClients(List.of(declared(stored.id(), secret), declared(free, secret))),
                new Secrets(new SecureRandom()),
                new TestClock());

        assertEquals(
                "Declared",
                node.authenticate(Long.toString(free), secret.text())
                        .orElseThrow()
                        .name());
        assertEquals(
                Optional.empty(),
                node.authenticate(Long.toString(stored.id()), stored.secret().text()));
        assertEquals(
                "Declared",
                node.authenticateFor("one", secret.text()).orElseThrow().name());
        assertTrue(node.mayReturn("one", URI + "/declared"));
        assertEquals(List.of(stored.id()), node.taken());
        assertThrows(IllegalArgumentException.class, () -> node.rotateSecret(free, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> node.dropOldSecret(free));
        assertThrows(IllegalArgumentException.class, () -> node.delete(free));
        Registration next = node.add(Client.fresh("Next", List.of(URI)), Instances.NONE, Optional.empty());
        assertTrue(next.id() > free, next.toString());
    }

    private static Registered declared(long id, ClientSecret secret) {
        return new Registered(
                new Client(id, "Declared", List.of(URI + "/declared"), false, false),
                new Instances(List.of("one")),
                List.of(secret.hash()));
    }

    @Test
    void aDeletedClientIsGone() {
        Registration shop = add(URI, "Shop");

        assertTrue(clients.delete(shop.id()));

        assertEquals(Optional.empty(), authenticate(shop.id(), shop.secret().text()));
        assertFalse(clients.delete(shop.id()));
    }

    @Test
    void theDatabaseStoresNoSecret() {
        Registration shop = add(URI, "Shop");

        String row = new Sql(DATABASE)
                .rows("SELECT * FROM client WHERE id = " + shop.id())
                .toString();

        assertFalse(row.contains(shop.secret().text()));
    }

    private Registration add(String redirectUri, String name) {
        return clients.add(Client.fresh(name, List.of(redirectUri)), Instances.NONE, Optional.empty());
    }

    private Optional<Client> authenticate(long id, String secret) {
        return clients.authenticate(Long.toString(id), secret);
    }
}

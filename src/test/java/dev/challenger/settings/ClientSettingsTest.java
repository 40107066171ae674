package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.client.Instances;
import dev.challenger.client.Registered;
import dev.challenger.secret.Hash;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the clients that the settings declare. */
class ClientSettingsTest extends LoadedSettings {
    private static final String SECRET = "secret-token:abcdefghijklmnopqrstuvwxyz";
    private static final String OLD = "secret-token:zyxwvutsrqponmlkjihgfedcba";

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Hash.of(secret).bytes());
    }

    @Test
    void withoutSuchSettingsThereAreNone() {
        assertEquals(List.of(), load().clients().all());
    }

    @Test
    void aClientMayHaveAllValues() throws Exception {
        append(
                "client.1001.redirect-uris = https://shop.example/a,b  com.example.app:/",
                "client.1001.secret-hash = " + hash(SECRET) + ", " + hash(OLD),
                "client.1001.name = Shop",
                "client.1001.require-pkce = true",
                "client.1001.instances = shop-*, other");
        environment.put("CHALLENGER_CLIENT_7_REDIRECT_URIS", "https://shop.example/");
        environment.put("CHALLENGER_CLIENT_7_SECRET_HASH", hash(SECRET));

        Registered full = load().clients().find(1001).orElseThrow();

        assertEquals(
                new Client(1001, "Shop", List.of("https://shop.example/a,b", "com.example.app:/"), true, false),
                full.client());
        assertEquals(new Instances(List.of("shop-*", "other")), full.instances());
        assertTrue(full.has(Hash.of(SECRET)));
        assertTrue(full.has(Hash.of(OLD)));
        assertFalse(full.has(Hash.of("secret-token:x")));
        Registered least = load().clients().find(7).orElseThrow();
        assertEquals(new Client(7, "shop.example", List.of("https://shop.example/"), false, false), least.client());
    }

    @Test
    void jndiNeedsTheListOfIds() {
        jndi.put("challenger/client/8/redirect-uris", "https://shop.example/");
        jndi.put("challenger/client/8/secret-hash", hash(SECRET));
        assertEquals(List.of(), load().clients().all());

        jndi.put("challenger/clients", "8");

        assertEquals(
                "shop.example", load().clients().find(8).orElseThrow().client().name());
    }

    @Test
    void faultsAreNamedWithoutAHash() throws Exception {
        append(
                "clients = 5,x",
                "client.6.name = Shop",
                "client.7.redirect-uris = http://shop.example/",
                "client.7.secret-hash = " + hash(SECRET),
                "client.8.redirect-uris = https://shop.example/",
                "client.8.secret-hash = hunter2",
                "client.08.name = x",
                "client.9.nam = x");

        assertEquals(
                List.of(
                        "Unknown setting client.08.name (file FILE)",
                        "Unknown setting client.9.nam (file FILE). Did you mean client.9.name?",
                        "clients (file FILE) must be a list of client ids with commas, such as 1001,1002, not \"5,x\"",
                        "client.6.redirect-uris is missing; it must be set for client 6",
                        "client.6.secret-hash is missing; it must be set for client 6",
                        "client.7 is refused: the redirect URI must begin with https://, with http:// and localhost,"
                                + " 127.0.0.1 or [::1], or with the reversed domain of an app, such as com.example.app:/",
                        "client.8.secret-hash (file FILE) must be a hash of 64 hexadecimal digits, as client hash-secret"
                                + " prints it, or two of them with a comma"),
                faults().stream()
                        .map(fault -> fault.replace(file.toString(), "FILE"))
                        .toList());
    }
}

package dev.challenger.container;

import dev.challenger.Challenger;
import dev.challenger.client.Clients.Registration;
import dev.challenger.testing.Http;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.TestSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an operator has before the WAR is deployed: a database, a mail server, settings. */
record Installation(TestDatabase database, Mailbox mailbox, String keyFile) implements AutoCloseable {
    Installation() {
        this(TestDatabase.fresh(), new Mailbox(), TestKeys.newFile());
    }

    /** The WAR that Maven built. */
    static Path war() {
        return Path.of(System.getProperty("challenger.war", "target/challenger.war"))
                .toAbsolutePath();
    }

    /** All but the database. */
    Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "http.base-url",
                "https://challenger.example.com",
                "key.file",
                keyFile,
                "mail.host",
                "127.0.0.1",
                "mail.port",
                Integer.toString(mailbox.port()),
                "mail.security",
                "none",
                "mail.from",
                "challenger@example.com"));
    }

    /** With the database, for a pool of its own. */
    Map<String, String> settingsWithDatabase() {
        Map<String, String> settings = settings();
        settings.put("db.url", database.jdbcUrl());
        settings.put("db.user", database.user());
        settings.put("db.password", database.password());
        return settings;
    }

    /** A client of the service at this URL, registered as by the command line: in another process. */
    TestClient client(String url) {
        try (Challenger challenger =
                Challenger.open(TestSettings.load(settings()), database.dataSource(), InstantSource.system())) {
            Registration registration =
                    challenger.clients().add(TestClient.REDIRECT_URI, "Sample Shop", false, Optional.empty());
            return new TestClient(
                    new Http(url), registration.id(), registration.secret().text());
        }
    }

    @Override
    public void close() {
        mailbox.close();
        database.close();
    }
}

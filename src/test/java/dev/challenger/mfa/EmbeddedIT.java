package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Password;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import dev.challenger.taler.JsonReader;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Breaker;
import dev.challenger.transmission.Budgets;
import dev.challenger.transmission.Budgets.Subject;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.Tan;
import dev.challenger.transmission.TestAddresses;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/** In somebody else's application, which has our classes, a driver, what our mail sender needs, and nothing else. */
class EmbeddedIT {
    private static final List<String> THERE = List.of(
            "/classes",
            "/test-classes",
            "mariadb-java-client",
            "angus-mail",
            "angus-activation",
            "jakarta.mail-api",
            "jakarta.activation-api",
            "commons-pool2");

    @AutoClose
    private final Shop shop = new Shop();

    @TempDir
    private Path directory;

    @Test
    void itNeedsNoOtherLibrary() throws Exception {
        try (URLClassLoader application = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = application.loadClass(Application.class.getName());
            String id = (String) type.getMethod("ask", String[].class).invoke(null, (Object) new String[] {
                shop.database.jdbcUrl(),
                shop.database.user(),
                shop.database.password(),
                Integer.toString(shop.mailbox.port()),
                directory.resolve("keys").toString()
            });

            Object verdict = type.getMethod("solve", String.class, String.class)
                    .invoke(null, id, "{\"tan\":\"" + shop.mailbox.newestTan(Samples.PERSON) + "\"}");

            assertEquals("Pass[]", verdict);
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (THERE.stream().anyMatch(entry::contains)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(new URL[0]);
    }

    /** Run with classes of its own. */
    public static final class Application {
        private static final Demand DEMAND =
                new Demand("shop", "x", List.of(new Demand.Factor(TanChannel.EMAIL, "person@example.com")));

        private static final Hash REQUEST = Hash.of("request");

        private static @Nullable TanChallenges node;
        private static @Nullable Delivery delivery;

        private Application() {}

        public static String ask(String... of) throws Exception {
            MariaDbDataSource source = new MariaDbDataSource(of[0]);
            source.setUser(of[1]);
            source.setPassword(of[2]);
            Secrets secrets = new Secrets(new SecureRandom());
            Keys keys = new KeyFile(Path.of(of[4])).open(secrets);
            Settings.Mail mail = new Settings.Mail(
                    Optional.of("127.0.0.1"),
                    Integer.parseInt(of[3]),
                    Settings.Mail.Security.NONE,
                    Optional.empty(),
                    new Password(""),
                    Optional.of("Shop <shop@example.com>"),
                    Duration.ofSeconds(5));
            Database database = new Database(source);
            AddressPolicy policy = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
            delivery = new Delivery(
                    policy,
                    new TestAddresses(
                            policy, Optional.empty(), InstantSource.system().instant()),
                    new Budgets(
                            database,
                            keys.oldest(),
                            Map.of(Subject.DESTINATION, new Settings.Budget(10, Duration.ofDays(1)))),
                    new Breaker(database, keys.oldest(), Optional.empty()),
                    new MailTransmitter(mail, InstantSource.system(), new SecureRandom()));
            node = new TanChallenges(
                    database,
                    keys,
                    secrets,
                    Map.of(TanChannel.EMAIL, delivery),
                    new Texts(),
                    MfaLimits.DEFAULT,
                    InstantSource.system());
            Verdict.Pending pending = (Verdict.Pending) node.demand(DEMAND, REQUEST, List.of());
            JsonReader.readObject(pending.json().getBytes(StandardCharsets.UTF_8));
            String id = pending.challenges().get(0).id();
            node.send(Optional.empty(), id, Optional.empty());
            return id;
        }

        public static String solve(String id, String body) {
            String tan =
                    JsonReader.readObject(body.getBytes(StandardCharsets.UTF_8)).text("tan");
            TanChallenges challenges = Objects.requireNonNull(node);
            challenges.confirm(Optional.empty(), id, Tan.parse(tan).orElseThrow(), Optional.empty());
            Objects.requireNonNull(delivery).close();
            return challenges.demand(DEMAND, REQUEST, List.of(id)).toString();
        }
    }
}

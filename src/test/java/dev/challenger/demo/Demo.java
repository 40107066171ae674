package dev.challenger.demo;

import dev.challenger.Challenger;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.demo.SampleShop.Account;
import dev.challenger.demo.ShopDeletion.Backend;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What {@code mvn -Pdemo} runs: Challenger as it was built, a database, a mailbox, and a shop that is its client. All of it
 * listens on loopback only and is gone when it ends.
 */
public final class Demo implements AutoCloseable {
    private static final String INSTANCE = "sample-shop";
    private static final String OWNER = "owner@demo.example";

    /** Where the application of the README wants people back. */
    private static final String YOUR_REDIRECT_URI = "http://localhost:8000/callback";

    /** Kept here, since a logger that nobody holds forgets its level. */
    private static final Logger ALL_LOGS = Logger.getLogger("");

    /** Of the key file, which asks to be backed up: that of a demo need not be. */
    private static final Logger KEY_LOG = Logger.getLogger("dev.challenger.secret");

    private final PrintStream out;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Path directory;
    private final Site shop;
    private final Site mailbox;
    private final String challenger;
    private final StringBuilder startLog = new StringBuilder();
    private List<String> variables = List.of();
    private boolean ready;
    private boolean closed;

    /** Where to listen, unless somebody has that port; 0 is any free one. */
    record Ports(int challenger, int shop, int mailbox) {}

    /** Takes the ports, without answering there yet. */
    Demo(Ports ports, PrintStream out) throws IOException {
        this.out = out;
        this.directory = keep(new TemporaryDirectory()).path();
        this.shop = keep(new Site(ports.shop()));
        this.mailbox = keep(new Site(ports.mailbox()));
        this.challenger = "http://" + Site.HOST + ":" + Site.freePort(ports.challenger());
    }

    /** Runs until it is interrupted or terminated. */
    public static void main(String[] args) throws Exception {
        ALL_LOGS.setLevel(Level.WARNING);
        KEY_LOG.setLevel(Level.SEVERE);
        Demo demo = new Demo(new Ports(8080, 8081, 8082), System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "end of the demo"));
        try {
            demo.run();
        } catch (Exception | ExceptionInInitializerError e) {
            demo.tellWhyNot(e);
        }
        // Maven would wait for threads of the database. After a signal this waits for the end that has begun.
        System.exit(1);
    }

    private void run() throws Exception {
        long start = System.nanoTime();
        out.println("Starting the demo:");
        out.println("  a MariaDB server (the first time, 350 MB are unpacked)");
        RunningWar war = start(TestDatabase.fresh());
        tellWhatToOpen(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        throw new IOException("challenger.war ended with exit status " + war.join());
    }

    /**
     * Returns when everything answers.
     *
     * @param database stays the caller's
     */
    RunningWar start(TestDatabase database) throws Exception {
        Templates pages = new Templates(Map.of("shop", shopUrl(), "mailbox", mailboxUrl(), "challenger", challenger));
        out.println("  a mailbox: a mail server that keeps what it gets, and a page that shows it");
        Mailbox messages = keep(new Mailbox());
        mailbox.start(new MailboxPage(messages, pages));

        out.println("  three clients, registered as by \"challenger client add\"");
        Path settings = writeSettings(database, messages.port());
        String redirectUri = shopUrl() + "callback";
        Registration client = register(settings, "Sample Shop", redirectUri, Instances.NONE);
        String returnUri = shopUrl() + "confirmed";
        Registration backend = register(settings, "Sample Shop", returnUri, new Instances(List.of(INSTANCE, "shop")));
        Registration yours = register(settings, "Your application", YOUR_REDIRECT_URI, Instances.NONE);
        Account account = new Account(
                challenger, Long.toString(client.id()), client.secret().text(), redirectUri);
        ShopDeletion deletion =
                new ShopDeletion(new Backend(challenger, backend.secret().text(), INSTANCE, OWNER, returnUri));
        shop.start(new SampleShop(account, deletion, pages));
        variables = List.of(
                "CHALLENGER=" + challenger,
                "CLIENT_ID=" + yours.id(),
                "CLIENT_SECRET=" + yours.secret().text(),
                "BACKEND_SECRET=" + backend.secret().text());

        out.println("  Challenger, by \"java -jar challenger.war serve -c FILE\"");
        RunningWar war = keep(RunningWar.launch(settings, directory, this::log));
        war.awaitAnswer(URI.create(challenger + "/config"));
        return war;
    }

    String shopUrl() {
        return shop.url() + "/";
    }

    String mailboxUrl() {
        return mailbox.url() + "/";
    }

    String challengerUrl() {
        return challenger + "/";
    }

    /** Where all its files are. */
    Path directory() {
        return directory;
    }

    /** Ends everything, in the reverse order of starting, also what is only being started. May be called again. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                out.println("A part of the demo did not end in order: " + e);
            }
        }
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        if (closed) {
            close();
            throw new IllegalStateException("the demo was ended while it was starting");
        }
        return part;
    }

    private Path writeSettings(TestDatabase database, int smtpPort) throws IOException {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "db.url", database.jdbcUrl(),
                "db.user", database.user(),
                "db.password", database.password(),
                "http.port", Integer.toString(URI.create(challenger).getPort()),
                "http.base-url", challenger,
                "key.file", directory.resolve("keys").toString(),
                "mail.host", Site.HOST,
                "mail.port", Integer.toString(smtpPort),
                "mail.security", "none",
                "mail.from", "Challenger <challenger@demo.example>"));
        Path file = directory.resolve("challenger.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }

    private static Registration register(Path file, String name, String redirectUri, Instances instances) {
        Settings settings = new SettingsLoader(Map.of(), entry -> Optional.empty()).load(Optional.of(file), Map.of());
        try (Challenger challenger = Challenger.open(settings)) {
            return challenger.clients().add(redirectUri, name, false, instances, Optional.empty());
        }
    }

    /** What Challenger says while it starts is of interest only if it fails to. */
    private synchronized void log(String line) {
        if (!ready) {
            startLog.append("  | ").append(line).append(System.lineSeparator());
        } else if (!closed) {
            out.println("  | " + line);
        }
    }

    private synchronized void tellWhyNot(Throwable failure) {
        if (!closed) {
            out.print(startLog);
            failure.printStackTrace(out);
        }
    }

    private synchronized void tellWhatToOpen(long seconds) {
        String[] lines = {
            "Ready after " + seconds + " seconds. Open",
            "",
            "  " + shopUrl() + "   the Sample Shop: begin here",
            "  " + mailboxUrl() + "   the mailbox: the code arrives here",
            "  " + challengerUrl() + "   Challenger",
            "",
            "Any e-mail address will do: no message leaves this machine.",
            "Ctrl-C ends everything and leaves nothing behind."
        };
        int width = Stream.of(lines).mapToInt(String::length).max().orElse(0);
        String edge = "+" + "-".repeat(width + 2) + "+";
        out.println(edge);
        Stream.of(lines).forEach(line -> out.println("| " + line + " ".repeat(width - line.length()) + " |"));
        out.println(edge);
        out.println(
                "For the commands and programs of the documents (your application is at " + YOUR_REDIRECT_URI + "):");
        variables.forEach(variable -> out.println("export " + variable));
        ready = true;
        startLog.setLength(0);
    }
}

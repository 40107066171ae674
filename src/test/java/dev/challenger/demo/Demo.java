package dev.challenger.demo;

import dev.challenger.Challenger;
import dev.challenger.address.AddressType;
import dev.challenger.cli.Progress;
import dev.challenger.client.Client;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.demo.SampleShop.Account;
import dev.challenger.demo.ShopDeletion.Backend;
import dev.challenger.report.Period;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.SampleWeek;
import dev.challenger.testing.TemporaryDirectory;
import dev.challenger.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The main class of {@code mvn -Pdemo}. Runs the built Challenger, a database, a mailbox, and a shop that is Challenger's
 * client. Everything listens on loopback only, and all files are deleted at the end.
 */
public final class Demo implements AutoCloseable {
    private static final String INSTANCE = "sample-shop";
    private static final String OWNER = "owner@demo.example";

    /** The redirect URI of the sample application in the README. */
    private static final String YOUR_REDIRECT_URI = "http://localhost:8000/callback";

    private static final String MADE_UP =
            "<strong>Made-up numbers of a fictitious shop.</strong> They show what the command"
                    + " <code>report</code> makes of a week of statistics.";

    /** A strong reference: a logger that is garbage-collected loses its level. */
    private static final Logger ALL_LOGS = Logger.getLogger("");

    /** Logs the advice to back up the key file, which a demo does not need. */
    private static final Logger KEY_LOG = Logger.getLogger("dev.challenger.secret");

    private final AddressType type;
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

    /** The preferred ports. Another free port replaces a port that is in use; 0 means any free port. */
    record Ports(int challenger, int shop, int mailbox) {}

    /** Binds the ports, without answering requests yet. */
    Demo(AddressType type, Ports ports, PrintStream out) throws IOException {
        this.type = type;
        this.out = out;
        this.directory = keep(new TemporaryDirectory("challenger-demo-")).path();
        this.shop = keep(new Site(ports.shop()));
        this.mailbox = keep(new Site(ports.mailbox()));
        this.challenger = "http://" + Site.HOST + ":" + Site.freePort(ports.challenger());
    }

    /** Runs until the process is interrupted or terminated. The property {@code address.type} is the type of the addresses. */
    public static void main(String[] args) throws Exception {
        // The HTML validator of the tests brings Log4j, to which FreeMarker would log without a configuration.
        System.setProperty("org.freemarker.loggerLibrary", "JUL");
        ALL_LOGS.setLevel(Level.WARNING);
        KEY_LOG.setLevel(Level.SEVERE);
        String named = System.getProperty("address.type", AddressType.EMAIL.toString());
        AddressType type = AddressType.parse(named)
                .orElseThrow(() -> new IllegalArgumentException(
                        "address.type must be one of email, phone, postal, postal-ch, not " + named));
        Demo demo = new Demo(type, new Ports(8080, 8081, 8082), System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "end of the demo"));
        try {
            demo.run();
        } catch (Exception | ExceptionInInitializerError e) {
            demo.printFailure(e);
        }
        // Without exit, Maven would wait for threads of the database. After a signal, exit waits for the shutdown hook.
        System.exit(1);
    }

    private void run() throws Exception {
        long start = System.nanoTime();
        out.println("Starting the demo:");
        out.println("  a MariaDB server (the first start unpacks 350 MB)");
        TestDatabase database;
        try (Progress progress = progress()) {
            database = TestDatabase.fresh();
        }
        RunningWar war = start(database);
        printUrls(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        throw new IOException("challenger.war ended with exit status " + war.join());
    }

    /**
     * Starts everything, and returns when Challenger answers.
     *
     * @param database closed by the caller
     */
    RunningWar start(TestDatabase database) throws Exception {
        Templates pages = new Templates(
                Map.of("shop", shopUrl(), "mailbox", mailboxUrl(), "challenger", challenger, "thing", thing()));
        out.println("  a mailbox: a mail server that keeps all messages, and a page that shows them");
        Mailbox messages = keep(new Mailbox());
        Arrivals arrivals = new Arrivals(Files.createDirectory(directory.resolve("letters")));

        out.println("  three clients (registered as \"challenger client add\" does)");
        Path settings = writeSettings(database, messages.port());
        String redirectUri = shopUrl() + "callback";
        Registration client = register(settings, "Sample Shop", redirectUri, Instances.NONE);
        String returnUri = shopUrl() + "confirmed";
        Registration backend = register(settings, "Sample Shop", returnUri, new Instances(List.of(INSTANCE, "shop")));
        Registration yours = register(settings, "Your application", YOUR_REDIRECT_URI, Instances.NONE);
        out.println("  a report of the statistics of a made-up week");
        mailbox.start(new MailboxPage(messages, arrivals, report(settings, database), pages));
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

        out.println("  Challenger (java -jar challenger.war serve -c FILE)");
        RunningWar war = keep(RunningWar.launch(settings, directory, this::log));
        try (Progress progress = progress()) {
            war.awaitAnswer(URI.create(challenger + "/config"));
        }
        return war;
    }

    private static Progress progress() {
        return new Progress(
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), "  starting", Progress.isTerminal());
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

    /** The directory of all files of the demo. */
    Path directory() {
        return directory;
    }

    /** Closes all parts in the reverse order of their start, also while others are starting. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                out.println("A part of the demo did not end properly: " + e);
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

    private String thing() {
        return switch (type) {
            case EMAIL -> "e-mail address";
            case PHONE -> "phone number";
            case POSTAL, POSTAL_CH -> "postal address";
        };
    }

    /** Returns the settings of the sender to the addresses of this demo. */
    private Map<String, String> sender() {
        return switch (type) {
            case EMAIL -> Map.of();
            case PHONE ->
                Map.of(
                        "phone.countries", "any",
                        "senders.phone", "demo",
                        "sender.demo.request",
                                "POST " + mailboxUrl() + "sms\nContent-Type: application/json\n\n"
                                        + "{\"to\": \"${to}\", \"text\": \"${text}\"}");
            case POSTAL, POSTAL_CH ->
                Map.of(
                        "senders.post", "demo",
                        "sender.demo.folder", directory.resolve("letters").toString(),
                        "post.origin", "de-CH",
                        "post.return-address", "Example Bank AG, Bahnhofstrasse 1, 8001 Zürich");
        };
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
        settings.putAll(Map.of(
                "brand.name", "Example Bank",
                "brand.accent", "#0b6e4f",
                "brand.logo", copy("bank.svg").toString(),
                "brand.privacy-url", "https://example.com/privacy",
                "brand.imprint-url", "https://example.com/imprint",
                "brand.help-address", "help@demo.example"));
        settings.put("address.type", type.toString());
        settings.putAll(sender());
        Path file = directory.resolve("challenger.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }

    private Path copy(String resource) throws IOException {
        Path file = directory.resolve(resource);
        try (InputStream in = Objects.requireNonNull(Demo.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static Settings load(Path file) {
        return new SettingsLoader(Map.of(), entry -> Optional.empty()).load(Optional.of(file), Map.of());
    }

    private static Registration register(Path file, String name, String redirectUri, Instances instances) {
        try (Challenger challenger = Challenger.open(load(file))) {
            return challenger.clients().add(Client.fresh(name, List.of(redirectUri)), instances, Optional.empty());
        }
    }

    /** Returns a report that says at once that nothing in it has happened. */
    private static String report(Path file, TestDatabase database) {
        try (Challenger challenger = Challenger.open(load(file))) {
            Instant now = challenger.clock().instant();
            SampleWeek.fill(database.dataSource(), now);
            return challenger
                    .insight()
                    .report(Period.of(now.minus(Duration.ofDays(7)), now), days -> {})
                    .replaceFirst("<main>", "<main>\n<p class=\"notice\">" + MADE_UP + "</p>");
        }
    }

    /** Keeps the log of the start, which is printed only if the start fails. Prints later lines at once. */
    private synchronized void log(String line) {
        if (!ready) {
            startLog.append("  | ").append(line).append(System.lineSeparator());
        } else if (!closed) {
            out.println("  | " + line);
        }
    }

    private synchronized void printFailure(Throwable failure) {
        if (!closed) {
            out.print(startLog);
            failure.printStackTrace(out);
        }
    }

    private synchronized void printUrls(long seconds) {
        String[] lines = {
            "Ready after " + seconds + " seconds. Open in your browser:",
            "",
            "  " + shopUrl() + "   the Sample Shop: start here",
            "  " + mailboxUrl() + "   the mailbox: codes arrive here",
            "  " + challengerUrl() + "   Challenger",
            "",
            "Use any " + thing() + ": no message leaves this machine.",
            "Press Ctrl-C to stop the demo and delete its files."
        };
        int width = Stream.of(lines).mapToInt(String::length).max().orElse(0);
        String edge = "+" + "-".repeat(width + 2) + "+";
        out.println(edge);
        Stream.of(lines).forEach(line -> out.println("| " + line + " ".repeat(width - line.length()) + " |"));
        out.println(edge);
        out.println("Variables for the commands and programs in the documents (your application is at "
                + YOUR_REDIRECT_URI + "):");
        variables.forEach(variable -> out.println("export " + variable));
        ready = true;
        startLog.setLength(0);
    }
}

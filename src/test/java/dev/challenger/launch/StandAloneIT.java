package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.DatabaseSwitch;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.War;
import dev.challenger.testing.War.Ended;
import dev.challenger.testing.War.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the commands of {@code java -jar challenger.war} work in real processes. */
class StandAloneIT {
    private static final String SECRET = "secret-token:correct-horse-battery-staple";
    private static final Pattern LISTENING = Pattern.compile("Listening on (http://\\S+) ");

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private War war;

    @BeforeEach
    void aHealthyInstallation() throws IOException {
        settings.putAll(database.settings());
        settings.put("http.port", "0");
        settings.put("http.base-url", "https://challenger.example.com");
        settings.put("key.file", directory.resolve("keys").toString());
        settings.put("command.email", script("exec cat >/dev/null").toString());
        war = new War(directory, settings);
    }

    @AfterEach
    void nothingIsLeftInTheTemporaryDirectory() throws IOException {
        try (Stream<Path> left = Files.list(war.temporary())) {
            assertEquals(
                    List.of(),
                    left.filter(path -> !path.getFileName().toString().startsWith("hsperfdata"))
                            .toList());
        }
    }

    @Test
    void versionIsPrinted() {
        Ended ended = war.run("version");

        assertEquals(0, ended.status());
        assertTrue(ended.out().matches("challenger \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R"), ended.out());
        assertEquals("", ended.err());
    }

    @Test
    void everyFaultOfTheSettingsIsReportedOnALineOfItsOwn() throws IOException {
        Path file = directory.resolve("challenger.properties");
        Files.writeString(file, "limit.attempt = 3\nmail.host = mail.example.com\ntan.valid-for = P1M\n");
        settings.put("http.base-url", "challenger.example.com");

        Ended ended = war.run("serve", "-c", file.toString());

        assertEquals(3, ended.status());
        assertEquals("", ended.out());
        assertEquals(4, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().lines().allMatch(line -> line.startsWith("challenger: ")), ended.err());
        for (String key : List.of("Unknown setting limit.attempt ", "http.base-url ", "tan.valid-for ", "mail.from ")) {
            assertTrue(ended.err().contains("challenger: " + key), ended.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client list", "check"})
    void anUnreachableDatabaseIsReportedInOneSentence(String command) throws IOException {
        settings.put("db.url", "jdbc:mariadb://127.0.0.1:" + freePort() + "/challenger");

        Ended ended = war.run(command.split(" "));

        assertEquals(4, ended.status(), ended.err());
        String told = command.equals("check") ? ended.out() : ended.err();
        assertTrue(told.contains("Connection refused"), told);
        assertFalse(ended.err().contains("\tat "), ended.err());
    }

    @Test
    void theServiceWaitsForItsDatabaseAndSaysSo() throws Exception {
        try (DatabaseSwitch later = new DatabaseSwitch(database)) {
            settings.put("db.url", later.jdbcUrl());
            Running running = war.start("", "serve");
            Http http = new Http(url(running));
            String bearer = "Bearer " + "0".repeat(52);

            assertEquals(200, http.get("/config").status());
            assertEquals(503, http.get("/info", "Authorization", bearer).status());
            later.on();
            await(() -> running.err().contains("Challenger is ready"));
            assertEquals(404, http.get("/info", "Authorization", bearer).status());

            running.terminate();
            Ended ended = running.await();
            assertEquals(143, ended.status());
            assertTrue(ended.err().contains("Waiting for the database: "), ended.err());
            assertFalse(ended.err().contains("\tat "), ended.err());
        }
    }

    @Test
    void aDatabaseThatComesLateAndHasAnotherKeyEndsTheService() throws Exception {
        assertEquals(0, war.run("db", "migrate").status());
        Files.delete(directory.resolve("keys"));
        try (DatabaseSwitch later = new DatabaseSwitch(database)) {
            settings.put("db.url", later.jdbcUrl());
            Running running = war.start("", "serve");
            url(running);

            later.on();

            Ended ended = running.await();
            assertEquals(3, ended.status(), ended.err());
            assertTrue(ended.err().contains("challenger: key.file: this database is used with another"), ended.err());
            assertFalse(ended.err().contains("\tat "), ended.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gc", "serve"})
    void aWrongDatabasePasswordIsReportedWithoutPrintingIt(String command) {
        settings.put("db.password", "hunter2");

        Ended ended = war.run(command);

        assertEquals(4, ended.status(), ended.err());
        assertTrue(ended.err().contains("(SQLSTATE 28000, error 1045): "), ended.err());
        assertTrue(ended.err().contains("Access denied"), ended.err());
        assertFalse(ended.err().contains("hunter2"), ended.err());
    }

    @Test
    void aPortInUseIsReportedInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = war.run("serve", "--port", Integer.toString(taken.getLocalPort()));

            assertEquals(1, ended.status(), ended.err());
            String last = ended.err().lines().reduce((first, second) -> second).orElseThrow();
            assertTrue(
                    last.startsWith("challenger: cannot listen on 127.0.0.1 port " + taken.getLocalPort() + ": "),
                    ended.err());
            assertFalse(ended.err().contains("\tat "), ended.err());
        }
    }

    @Test
    void clientsAreAddedListedAndDeleted() throws IOException {
        Ended made = war.run("client", "add", "--redirect-uri", "https://shop.example/cb?x=1", "--name", "Zürcher Şop");
        assertEquals(0, made.status(), made.err());
        assertTrue(made.out().matches("id: 1\\Rsecret: secret-token:[0-9A-Z]{52}\\R"), made.out());

        Path file = Files.writeString(directory.resolve("secret"), SECRET + "\nmore\n");
        Ended chosen = war.run(
                "client", "add", "--quiet", "--redirect-uri", "com.example.app:/cb", "--secret-file", file.toString());
        assertEquals(0, chosen.status(), chosen.err());
        assertEquals("2", chosen.out().strip());

        Ended typed = war.runWithInput(
                SECRET + "\r\n", "client", "add", "--redirect-uri", "https://b.example/", "--secret-file", "-");
        assertEquals("id: 3", typed.out().strip());

        assertEquals(0, war.run("client", "delete", "3").status());
        assertEquals(
                List.of(
                        "1\thttps://shop.example/cb?x=1\tZürcher Şop\t1\t0\t0",
                        "2\tcom.example.app:/cb\tcom.example.app\t1\t0\t0"),
                war.run("client", "list").out().lines().toList());
    }

    @Test
    void impossibleCommandsAreRefused() {
        // The first command that makes the key file reports it.
        Ended first = war.run("key", "add");
        assertTrue(first.err().contains("Created the key file " + directory.resolve("keys")), first.err());

        Ended unknown = war.run("client", "delete", "7");
        assertEquals(1, unknown.status());
        assertEquals("challenger: there is no client 7", unknown.err().strip());

        Ended weak = war.runWithInput(
                "secret-token:short\n", "client", "add", "--redirect-uri", "https://a.example", "--secret-file", "-");
        assertEquals(1, weak.status());
        assertFalse(weak.err().contains("short"), weak.err());

        Ended fragment = war.run("client", "add", "--redirect-uri", "https://a.example/#x");
        assertEquals(1, fragment.status());
        assertEquals(1, fragment.err().lines().count(), fragment.err());
        assertEquals("", war.run("client", "list").out());
    }

    @Test
    void tablesCanBeMadeAndCleanedAtAnyTime() {
        Ended migrated = war.run("db", "migrate");
        assertEquals(0, migrated.status(), migrated.err());

        Ended cleaned = war.run("gc");
        assertEquals(0, cleaned.status(), cleaned.err());
        assertEquals("0", cleaned.out().strip());
    }

    @Test
    void checkReportsEachPartThatWorksOrFails() throws Exception {
        Ended command = war.run("check");
        assertEquals(0, command.status(), command.err());
        assertEquals(
                List.of(
                        "settings: ok",
                        "proxy.trusted: not set; if there is a proxy in front, all requests seem to come from it",
                        "keys and database: ok",
                        "command " + directory.resolve("send") + ": ok"),
                command.out().lines().toList());

        settings.remove("command.email");
        settings.put("mail.host", "127.0.0.1");
        settings.put("mail.from", "challenger@example.com");
        settings.put("mail.security", "none");
        try (Mailbox mailbox = new Mailbox()) {
            settings.put("mail.port", Integer.toString(mailbox.port()));
            Ended mail = war.run("check");
            assertEquals(0, mail.status(), mail.out() + mail.err());
            assertTrue(
                    mail.out().endsWith("mail server 127.0.0.1:" + mailbox.port() + ": ok" + System.lineSeparator()));
        }
        Ended unreachable = war.run("check");
        assertEquals(5, unreachable.status());
        assertEquals(2, unreachable.out().split("mail server", -1).length, unreachable.out());

        Files.writeString(directory.resolve("keys"), "nonsense");
        Ended keys = war.run("check");
        assertEquals(3, keys.status());
        assertTrue(keys.out().contains("keys and database: key.file"), keys.out());
        assertEquals(4, keys.out().lines().count(), keys.out());
    }

    @Test
    void theServiceAnswersAndNothingOfTheWarCanBeDownloaded() throws Exception {
        Running running = war.start("", "serve");
        Http http = new Http(url(running));

        Answer config = http.get("/config");
        assertEquals(200, config.status());
        assertEquals("email", config.json().path("address_type").asText());
        assertEquals("", config.header("Server"));
        assertEquals("max-age=31536000", config.header("Strict-Transport-Security"));
        for (String path : List.of(
                "/dev/challenger/launch/Main.class",
                "/dev/challenger/launch/",
                "/WEB-INF/web.xml",
                "/WEB-INF/launch/",
                "/META-INF/MANIFEST.MF",
                "/index.jsp")) {
            Answer answer = http.get(path);
            assertEquals(404, answer.status(), path);
            assertEquals(21, answer.code(), path);
        }
        Answer tooLong = http.get("/config?" + "x".repeat(8001));
        assertEquals(414, tooLong.status());
        assertEquals(31, tooLong.code());

        running.terminate();
        assertEquals(143, running.await().status());
    }

    /** The signal arrives while the process waits for a database that accepts connections and does not answer. */
    @Test
    void sigtermDuringTheStartIsNotReportedAsABug() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("db.url", "jdbc:mariadb://127.0.0.1:" + silent.getLocalPort() + "/challenger");
            Running running = war.start("", "serve");
            silent.setSoTimeout(60_000);
            try (Socket connection = silent.accept()) {
                running.terminate();

                Ended ended = running.await();
                assertEquals(143, ended.status(), connection.toString());
                assertEquals("", ended.err());
            }
        }
    }

    /** Cleaners of temporary directories delete what they find there, and operators replace the WAR before they restart. */
    @Test
    void neitherTheTemporaryDirectoryNorTheFileIsNeededWhileItRuns() throws Exception {
        settings.put(
                "command.email", script("cat > " + directory.resolve("message")).toString());
        Path copy = Files.copy(War.file(), directory.resolve("challenger copy.war"));
        War copied = new War(copy, directory, settings);
        try (WatchService watch = copied.temporary().getFileSystem().newWatchService()) {
            copied.temporary().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Running running = copied.start("", "serve");
            TestClient client = client(url(running));
            walk(client);
            assertNull(watch.poll(), "nothing is ever created in the temporary directory");

            Files.delete(copied.temporary());
            Files.delete(copy);
            walk(client);
            for (String path : List.of("/", "/static/challenger.css", "/static/challenger.js", "/robots.txt")) {
                assertEquals(
                        200, client.http().get(path, "Accept", Http.BROWSER).status(), path);
            }

            running.process().destroyForcibly();
            running.await();
        }
    }

    /** Goes through a whole validation, first in a browser. */
    private void walk(TestClient client) throws IOException {
        String nonce = client.setup();
        assertEquals(200, client.browse(nonce).status());
        assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
        Matcher tan = Pattern.compile("\\b\\d{4} ?\\d{4}\\b").matcher(Files.readString(directory.resolve("message")));
        assertTrue(tan.find());
        String code = TestClient.code(
                client.solve(nonce, tan.group()).json().path("redirect_url").asText());
        assertEquals(
                200,
                client.info(client.token(code).json().path("access_token").asText())
                        .status());
    }

    private TestClient client(String url) {
        String[] registered = war.run("client", "add", "--redirect-uri", TestClient.REDIRECT_URI)
                .out()
                .split("\\R");
        return new TestClient(
                new Http(url),
                Long.parseLong(registered[0].substring("id: ".length())),
                registered[1].substring("secret: ".length()));
    }

    /** Whoever packs the WAR again must not compress the libraries in it. */
    @Test
    void aWarThatWasCompressedAgainIsRefusedInOneSentence() throws IOException {
        Path again = directory.resolve("again.war");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(War.file()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(again))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
        }

        Ended ended = new War(again, directory, settings).run("version");

        assertEquals(1, ended.status());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().startsWith("challenger: cannot read " + again + ": WEB-INF/lib/"), ended.err());
    }

    @Test
    void sigtermLetsARunningRequestFinish() throws Exception {
        Path begun = directory.resolve("begun");
        Path sent = directory.resolve("sent");
        settings.put(
                "command.email",
                script("touch " + begun + "; sleep 3; cat > " + sent).toString());
        Running running = war.start("", "serve");
        TestClient client = client(url(running));
        String nonce = client.setup();
        client.authorize(nonce);

        CompletableFuture<Answer> slow =
                CompletableFuture.supplyAsync(() -> client.challenge(nonce, TestClient.ADDRESS));
        await(() -> Files.exists(begun));
        running.terminate();

        Answer answer = slow.get(30, TimeUnit.SECONDS);
        assertEquals(200, answer.status(), answer.body());
        assertEquals("created", answer.json().path("type").asText());
        Ended ended = running.await();
        assertEquals(143, ended.status());
        assertTrue(Files.size(sent) > 0);
        assertTrue(ended.err().contains("\"event\":\"sent\""), ended.err());
        assertFalse(ended.err().contains("\tat "), ended.err());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyAnswerHasItsAuditLineHoweverTheProcessEnds(boolean killed) throws Exception {
        Running running = war.start("", "serve");
        TestClient client = client(url(running));
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch some = new CountDownLatch(100);
        List<CompletableFuture<Void>> clients = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    while (true) {
                        client.setup();
                        answered.incrementAndGet();
                        some.countDown();
                    }
                }))
                .toList();
        some.await();

        if (killed) {
            running.process().destroyForcibly();
        } else {
            running.terminate();
        }

        clients.forEach(one -> assertThrows(CompletionException.class, one::join));
        long lines = running.await()
                .err()
                .lines()
                .filter(line -> line.contains("\"event\":\"setup\""))
                .count();
        assertTrue(lines >= answered.get(), lines + " lines for " + answered.get() + " answers");
    }

    /** Waits for the line in the log that has the URL, and returns the URL. */
    private static String url(Running running) throws InterruptedException {
        await(() ->
                LISTENING.matcher(running.err()).find() || !running.process().isAlive());
        Matcher line = LISTENING.matcher(running.err());
        assertTrue(line.find(), running.err());
        return line.group(1);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "timed out");
            Thread.sleep(50);
        }
    }

    private Path script(String lines) throws IOException {
        Path script = Files.writeString(directory.resolve("send"), "#!/bin/sh\n" + lines + "\n");
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

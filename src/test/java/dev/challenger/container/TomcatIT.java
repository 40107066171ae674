package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.CapturedLog.Entry;
import dev.challenger.testing.DatabaseSwitch;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.War;
import dev.challenger.testing.World;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.startup.HostConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that the WAR and an embedder's application run in Tomcat, deployed by a file in {@code
 * conf/Catalina/localhost}.
 */
class TomcatIT {
    /** The part of Tomcat's own web.xml that changes requests for {@code /}. */
    private static final String DEFAULTS = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <welcome-file-list><welcome-file>index.jsp</welcome-file></welcome-file-list>
            </web-app>
            """;

    private static final String CONTEXT = "<Context docBase=\"%s\">%n%s</Context>%n";
    private static final String SETTING =
            "<Environment name=\"challenger/%s\" type=\"java.lang.String\" value=\"%s\"/>%n";
    private static final String SAMPLE_SETTING = "<Environment name=\"sample/%s\" type=\"%s\" value=\"%s\"/>%n";
    private static final String DATA_SOURCE = "<Resource name=\"jdbc/challenger\" type=\"javax.sql.DataSource\" "
            + "factory=\"dev.challenger.container.DataSourceOfTheContainer\" url=\"%s\" user=\"%s\" password=\"%s\"/>%n";

    @AutoClose
    private final World world = Walk.installation();

    @AutoClose
    private final StubGateway gateway = new StubGateway();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    private final Properties before = (Properties) System.getProperties().clone();
    private final Tomcat tomcat = new Tomcat();
    private final HostConfig deployer = new HostConfig();
    private Path descriptors;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("webapps"));
        descriptors = Files.createDirectories(directory.resolve("conf/Catalina/localhost"));
        Files.writeString(directory.resolve("conf/web.xml"), DEFAULTS);
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getEngine().setName("Catalina");
        tomcat.getEngine()
                .setParentClassLoader(new ContainerClasses(
                        "jakarta/servlet/",
                        "org/apache/catalina/",
                        "org/apache/naming/",
                        "org/apache/tomcat/",
                        "dev/challenger/container/"));
        tomcat.getHost().addLifecycleListener(deployer);
        tomcat.enableNaming();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        // Tomcat's naming sets system properties, which all tests share.
        System.setProperties(before);
    }

    private Context deploy(String name, String content) throws IOException {
        return deploy(name, War.file(), content);
    }

    private Context deploy(String name, Path war, String content) throws IOException {
        Files.writeString(descriptors.resolve(name + ".xml"), CONTEXT.formatted(war, content));
        deployer.check("/" + name);
        return (Context) tomcat.getHost().findChild("/" + name);
    }

    private void undeploy(String name) throws IOException {
        Files.delete(descriptors.resolve(name + ".xml"));
        deployer.check("/" + name);
    }

    private static String entries(Map<String, String> settings) {
        return settings.entrySet().stream()
                // A name that has a value has none below it: the list of countries keeps its dot.
                .map(setting -> SETTING.formatted(
                        setting.getKey().replace('.', '/').replace("/by-country", ".by-country"), setting.getValue()))
                .collect(Collectors.joining());
    }

    private static String dataSource(World world) {
        return dataSource(world, world.database().jdbcUrl());
    }

    private static String dataSource(World world, String url) {
        return DATA_SOURCE.formatted(
                url, world.database().user(), world.database().password());
    }

    private String url(String name) {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/" + name;
    }

    @Test
    void anApplicationWithTheFilterServesTheClientsInTheField(@TempDir Path directory) throws Exception {
        try (SampleInstallation sample = new SampleInstallation(directory)) {
            String entries = sample.settings(true).entrySet().stream()
                    .map(entry -> SAMPLE_SETTING.formatted(
                            entry.getKey(), entry.getValue().getClass().getName(), entry.getValue()))
                    .collect(Collectors.joining());
            String source = DATA_SOURCE
                    .formatted(
                            sample.world().database().jdbcUrl(),
                            sample.world().database().user(),
                            sample.world().database().password())
                    .replace("jdbc/challenger", "jdbc/sample");

            Context context = deploy("sample", SampleWar.build(directory, true), entries + source);

            assertTrue(context.getState().isAvailable(), () -> log.all().toString());
            new SampleClients(sample, url("sample")).all();
            undeploy("sample");
            Waiting.until(
                    "the threads of the application have ended",
                    () -> Leftovers.threads().isEmpty());
        }
    }

    @Test
    void theWholeFlowWorksOnADataSourceOfTheContainer() throws IOException {
        Context context = deploy("challenger", entries(world.settings()) + dataSource(world));

        assertTrue(context.getState().isAvailable());
        new Walk(world, url("challenger")).through();
        new Walk(world, url("challenger")).nothingToDownload();
        new Walk(world, url("challenger")).nothingBreaks(log);
    }

    @Test
    void theWholeFlowWorksOnItsOwnPoolAndUndeployingLeavesNothingBehind(@TempDir Path directory) throws Exception {
        Map<String, String> settings = new HashMap<>(Walk.settingsWithGateway(world, gateway, directory));
        settings.putAll(Map.of("senders.phone", "nobody", "senders.phone.by-country", "CH nobody"));
        settings.put("sender.nobody.command", "/bin/false");
        Context context = deploy("challenger", entries(settings));
        new Walk(world, url("challenger")).through();
        new Walk(world, url("challenger")).measured();
        assertFalse(gateway.requests().isEmpty());
        WeakReference<ClassLoader> classes =
                new WeakReference<>(context.getLoader().getClassLoader());
        context = null;

        undeploy("challenger");

        assertEquals(404, new Http(url("challenger")).get("/config").status());
        Waiting.until(
                "the threads of the application have ended",
                () -> Leftovers.threads().isEmpty());
        assertEquals(List.of(), complaints());
        tomcat.stop();
        Leftovers.awaitNone(classes);
    }

    /** Returns Tomcat's warnings about web applications that left something behind. */
    private List<String> complaints() {
        return log.all().stream()
                .filter(entry -> entry.logger().startsWith("org.apache.catalina")
                        && entry.level().intValue() >= Level.WARNING.intValue())
                .map(Entry::text)
                // A busy machine is slow to start Tomcat's random numbers.
                .filter(text -> !text.startsWith("Creation of SecureRandom instance"))
                // A thread without a stack was about to end.
                .filter(text -> !text.endsWith("Stack trace of thread:\n ")
                        && !text.strip().endsWith("Stack trace of thread:"))
                .toList();
    }

    @Test
    void withWrongSettingsItDoesNotStartAndTheLogHasEveryFault() throws IOException {
        Context context = deploy(
                "challenger",
                entries(Map.of("http.base-url", "nonsense", "limit.attempts", "99", "mail.security", "perhaps")));

        assertFalse(context.getState().isAvailable());
        assertEquals(404, new Http(url("challenger")).get("/config").status());
        Leftovers.assertRefused(
                log, "http.base-url", "limit.attempts", "mail.security", "db.url is missing", "command.email");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutADatabaseItComesUpAndHeals(boolean dataSource) throws Exception {
        try (DatabaseSwitch database = new DatabaseSwitch(world.database())) {
            Context context = deploy(
                    "challenger",
                    dataSource
                            ? entries(world.settings()) + dataSource(world, database.jdbcUrl())
                            : entries(world.installed("db.url", database.jdbcUrl())));

            assertTrue(context.getState().isAvailable());
            Http http = new Http(url("challenger"));
            assertEquals(200, http.get("/config").status());
            Answer refused = http.post("/setup/1", "", "Authorization", "Bearer x");
            assertEquals(503, refused.status());
            assertEquals("5", refused.header("Retry-After"));
            database.on();
            Waiting.until(
                    "it has healed",
                    () -> http.post("/setup/1", "", "Authorization", "Bearer x").status() == 404);
            new Walk(world, url("challenger")).through();
            undeploy("challenger");
            Waiting.until("its threads have ended", () -> Leftovers.threads().isEmpty());
        }
    }

    @Test
    void itCanBeUndeployedWhileItWaitsForTheDatabase() throws IOException {
        deploy("challenger", entries(world.installed("db.url", "jdbc:mariadb://127.0.0.1:9/challenger")));

        undeploy("challenger");

        assertEquals(List.of(), Leftovers.threads());
        assertEquals(List.of(), complaints());
    }

    @Test
    void twoApplicationsInOneContainerAreIndependent() throws IOException {
        try (World another = Walk.installation()) {
            deploy("one", entries(world.settings()) + dataSource(world));
            deploy("two", entries(another.installed()));

            new Walk(world, url("one")).through();
            new Walk(another, url("two")).through();

            TestClient one = world.client(url("one"));
            String nonce = one.setup();
            assertEquals(200, one.authorize(nonce).status());
            TestClient elsewhere = new TestClient(new Http(url("two")), one.id(), one.secret());
            assertEquals(404, elsewhere.authorize(nonce).status());
            undeploy("one");
            new Walk(another, url("two")).through();
        }
    }
}

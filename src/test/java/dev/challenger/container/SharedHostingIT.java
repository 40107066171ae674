package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.Challenger;
import dev.challenger.client.ClientSecret;
import dev.challenger.db.DatabaseException;
import dev.challenger.db.SchemaScript;
import dev.challenger.secret.KeySetting;
import dev.challenger.secret.Secrets;
import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.War;
import dev.challenger.testing.World;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves the chapter about shared hosting: who can only upload a WAR gets an address, in a Tomcat and a Jetty whose user may write
 * nothing but temporary files, and with a database account that may not change tables.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SharedHostingIT {
    private static final String ACCOUNT = "'hosted'@'127.0.0.1'";

    private final DatabaseServer server = TestDatabase.administered();
    private final ClientSecret secret = ClientSecret.of(new Secrets().fresh());

    @AutoClose
    private final World world = world();

    private World world() {
        return World.in(server, "http.base-url", "https://www.example.com/a", "mail.from", "a@example.com");
    }

    @BeforeAll
    void prepare() {
        server.administer("CREATE OR REPLACE USER " + ACCOUNT + " IDENTIFIED BY 'hosted'");
        server.administer("GRANT SELECT, INSERT, UPDATE, DELETE ON `challenger\\_%`.* TO " + ACCOUNT);
        // Does what an administrator does with the output of the command.
        Sql sql = new Sql(world.database().dataSource(world.database().jdbcUrl() + "?allowMultiQueries=true"));
        sql.run(new SchemaScript("challenger").after(0) + new SchemaScript("mfa").after(0));
    }

    private static Map<String, String> installed(World world) {
        return world.installed("db.user", "hosted", "db.password", "hosted");
    }

    private static String refused(World world) {
        return assertThrows(
                        DatabaseException.class,
                        () -> Challenger.open(TestSettings.load(installed(world)))
                                .close())
                .explained();
    }

    @Test
    void aStartWithoutTheRightToCreateTablesNamesTheCommand() {
        try (World empty = world()) {
            String refused = refused(empty);

            assertTrue(
                    refused.contains("the database account may not bring the tables of db/challenger from version 0 to "
                            + new SchemaScript("challenger").newest() + ". Let an administrator run what this"
                            + " prints: java -jar challenger.war db script (the database says: "),
                    refused);
            assertTrue(refused.contains("command denied to user"), refused);
        }
    }

    @Test
    void anUpdateWithoutTheRightNamesTheVersionThatIsThere() {
        Sql sql = new Sql(world.database());
        int newest = new SchemaScript("mfa").newest();
        sql.run("CREATE TABLE kept AS SELECT * FROM mfa_schema_history WHERE version = " + newest);
        sql.run("DELETE FROM mfa_schema_history WHERE version = " + newest);
        try {
            String refused = refused(world);

            assertTrue(refused.contains("db script --from " + (newest - 1) + " mfa"), refused);
        } finally {
            sql.run("INSERT INTO mfa_schema_history SELECT * FROM kept");
        }
    }

    @Test
    void anUploadedWarGetsTheFirstAddress(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> settings = settings();
        Path tomcat = base(directory, HostedTomcat.class);
        for (String type : List.of("org.apache.catalina.startup.Tomcat", "jakarta.annotation.PostConstruct")) {
            library(origin(Class.forName(type)), tomcat);
        }
        // In Tomcat each of the two ways has a part of the settings.
        Predicate<String> inContext = name -> name.matches("key|client.*");
        pack(
                tomcat,
                Map.of(
                        "META-INF/context.xml",
                        context(only(settings, inContext)),
                        "WEB-INF/challenger.properties",
                        properties(only(settings, inContext.negate()))));
        Path jetty = base(directory, HostedJetty.class);
        try (Stream<Path> all = Files.list(War.file().resolveSibling("launch"))) {
            for (Path jar : all.toList()) {
                library(jar, jetty);
            }
        }
        pack(jetty, Map.of("WEB-INF/challenger.properties", properties(settings)));

        try (Hosted inTomcat = Hosted.start(tomcat, HostedTomcat.class);
                Hosted inJetty = Hosted.start(jetty, HostedJetty.class)) {
            assertFirstAddress(inTomcat);
            assertFirstAddress(inJetty);
        }
    }

    private static Map<String, String> only(Map<String, String> settings, Predicate<String> names) {
        return settings.entrySet().stream()
                .filter(setting -> names.test(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void assertFirstAddress(Hosted container) {
        Http http = new Http(container.url("a"));
        assertEquals(200, http.get("/health/ready").status(), container::err);
        assertFirstAddress(new TestClient(http, 1001, secret.text()));
        assertEquals(404, http.get("/WEB-INF/challenger.properties").status());
        assertEquals(404, http.get("/META-INF/context.xml").status());
        assertFalse(container.err().contains(secret.text()), "the log has the secret");
    }

    private void assertFirstAddress(TestClient client) {
        Answer token = client.token(client.solved(world.mailbox()));
        Answer info = client.info(token.json().path("access_token").asText());
        assertEquals(
                TestClient.ADDRESS,
                info.json().path("address").path("CONTACT_EMAIL").asText());
    }

    /** Returns the settings of the chapter. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(installed(world));
        settings.remove("key.file");
        settings.put("key", KeySetting.fresh(1, new Secrets()));
        settings.put("clients", "1001");
        settings.put("client.1001.redirect-uris", TestClient.REDIRECT_URI);
        settings.put(
                "client.1001.secret-hash",
                HexFormat.of().formatHex(secret.hash().bytes()));
        return settings;
    }

    private static String context(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting ->
                        "<Environment name=\"challenger/" + setting.getKey().replace('.', '/')
                                + "\" type=\"java.lang.String\" value=\""
                                + setting.getValue().replace("&", "&amp;").replace("<", "&lt;") + "\"/>\n")
                .collect(Collectors.joining("", "<Context>\n", "</Context>\n"));
    }

    private static String properties(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Puts files into the WAR, as the chapter does: {@code jar uf challenger.war META-INF/context.xml}. */
    private static void pack(Path base, Map<String, String> files) throws IOException {
        Path source = Files.createTempDirectory("challenger-pack");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = source.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        String war = base.resolve("webapps/a.war").toString();
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "uf", war, "-C", source.toString(), ".");
        assertEquals(0, status);
    }

    /** Makes a directory for a container: its main class, and the WAR in {@code webapps}. */
    private static Path base(Path directory, Class<?> main) throws Exception {
        Path base = directory.resolve(main.getSimpleName());
        for (String part : List.of("webapps", "conf")) {
            Files.createDirectories(base.resolve(part));
        }
        String file = main.getName().replace('.', '/') + ".class";
        Files.createDirectories(base.resolve("lib").resolve(file).getParent());
        Files.copy(origin(main).resolve(file), base.resolve("lib").resolve(file));
        Files.copy(War.file(), base.resolve("webapps/a.war"));
        return base;
    }

    private static void library(Path jar, Path base) throws IOException {
        Files.copy(jar, base.resolve("lib").resolve(jar.getFileName().toString()));
    }

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

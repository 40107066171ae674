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
import dev.challenger.testing.Waiting;
import dev.challenger.testing.War;
import dev.challenger.testing.World;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves the chapter about shared hosting: who can only upload a WAR gets an address, in a Tomcat whose user may write nothing
 * but temporary files, and with a database account that may not change tables.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SharedHostingIT {
    private static final String ACCOUNT = "`challenger\\_%`.* TO 'challenger'@'127.0.0.1'";
    private static final int ROOT = 0;
    private static final String NOBODY = "65534";

    @AutoClose
    private final DatabaseServer server = TestDatabase.ownServer();

    private final ClientSecret secret = ClientSecret.of(new Secrets().fresh());
    private World world;

    @BeforeEach
    void noRightToChangeTables() {
        world = World.in(server, "http.base-url", "https://www.example.com/a", "mail.from", "a@example.com");
        revoke();
    }

    private void revoke() {
        server.administer("REVOKE ALL ON " + ACCOUNT.replace(" TO ", " FROM "));
        server.administer("GRANT SELECT, INSERT, UPDATE, DELETE ON " + ACCOUNT);
    }

    private void grant() {
        server.administer("GRANT ALL ON " + ACCOUNT);
    }

    @AfterEach
    void close() {
        grant();
        world.close();
    }

    private void open() {
        Challenger.open(TestSettings.load(world.installed())).close();
    }

    /** Does what an administrator does with the output of the command. */
    private void runScripts() {
        grant();
        Sql sql = new Sql(world.database().dataSource(world.database().jdbcUrl() + "?allowMultiQueries=true"));
        sql.run(new SchemaScript("challenger").after(0) + new SchemaScript("mfa").after(0));
        revoke();
    }

    @Test
    void aStartWithoutTheRightToCreateTablesNamesTheCommand() {
        DatabaseException refused = assertThrows(DatabaseException.class, this::open);

        assertTrue(
                refused.explained()
                        .contains("the database account may not bring the tables of db/challenger from version 0 to "
                                + new SchemaScript("challenger").newest() + ". Let an administrator run what this"
                                + " prints: java -jar challenger.war db script (the database says: "),
                refused.explained());
        assertTrue(refused.explained().contains("command denied to user"), refused.explained());

        runScripts();
        assertEquals(200, new Http(world.pooled().url()).get("/health/ready").status());
    }

    @Test
    void anUpdateWithoutTheRightNamesTheVersionThatIsThere() {
        runScripts();
        new Sql(world.database())
                .run("DELETE FROM mfa_schema_history WHERE version = " + new SchemaScript("mfa").newest());

        DatabaseException refused = assertThrows(DatabaseException.class, this::open);

        assertTrue(
                refused.explained().contains("db script --from " + (new SchemaScript("mfa").newest() - 1) + " mfa"),
                refused.explained());
    }

    @Test
    void anUploadedWarGetsTheFirstAddress(@TempDir Path directory) throws Exception {
        runScripts();
        Path base = base(directory);
        Map<String, String> settings = settings();
        pack(base, "a", "META-INF/context.xml", context(settings));
        pack(base, "b", "WEB-INF/challenger.properties", properties(settings));
        Files.setPosixFilePermissions(
                Files.createDirectory(directory.resolve("tmp")), PosixFilePermissions.fromString("rwxrwxrwx"));
        List<Path> before = files(base);
        Process tomcat = start(base, directory);
        try {
            String url = "http://127.0.0.1:" + port(directory.resolve("out")) + "/";
            for (String name : List.of("a", "b")) {
                assertEquals(
                        200, new Http(url + name).get("/health/ready").status(), () -> read(directory.resolve("err")));
                assertFirstAddress(new TestClient(new Http(url + name), 1001, secret.text()));
                assertEquals(
                        404,
                        new Http(url + name)
                                .get("/WEB-INF/challenger.properties")
                                .status());
                assertEquals(
                        404, new Http(url + name).get("/META-INF/context.xml").status());
            }
        } finally {
            tomcat.destroy();
            tomcat.waitFor();
        }
        assertEquals(before, files(base));
        assertFalse(read(directory.resolve("err")).contains(secret.text()), "the log has the secret");
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
        Map<String, String> settings = new HashMap<>(world.installed());
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

    /** Puts a file into a copy of the WAR, as the chapter does: {@code jar uf challenger.war META-INF/context.xml}. */
    private static void pack(Path base, String name, String file, String content) throws IOException {
        Path war = Files.copy(War.file(), base.resolve("webapps/" + name + ".war"));
        Path source = Files.createTempDirectory("challenger-pack");
        Files.createDirectories(source.resolve(file).getParent());
        Files.writeString(source.resolve(file), content);
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "uf", war.toString(), "-C", source.toString(), file);
        assertEquals(0, status);
    }

    /** Makes a directory of Tomcat that everybody can read: its classes, and an empty {@code webapps}. */
    private static Path base(Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path base = Files.createDirectories(directory.resolve("host"));
        for (String part : List.of("webapps", "lib", "conf", "lib/dev/challenger/container")) {
            Files.createDirectories(base.resolve(part));
        }
        for (String type : List.of("org.apache.catalina.startup.Tomcat", "jakarta.annotation.PostConstruct")) {
            Path jar = origin(Class.forName(type));
            Files.copy(jar, base.resolve("lib").resolve(jar.getFileName().toString()));
        }
        String main = HostedTomcat.class.getName().replace('.', '/') + ".class";
        Files.copy(origin(HostedTomcat.class).resolve(main), base.resolve("lib").resolve(main));
        return base;
    }

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Starts Tomcat as a user without any rights, if this test may change users; otherwise nobody may write there. */
    private static Process start(Path base, Path directory) throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT)) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                base.resolve("lib") + ":" + base.resolve("lib/*"),
                HostedTomcat.class.getName(),
                base.toString()));
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        return new ProcessBuilder(line)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static String port(Path out) {
        Waiting.until("Tomcat has started", () -> read(out).contains("\n"));
        return read(out).replace("port ", "").strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path base) throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            return all.sorted().toList();
        }
    }
}

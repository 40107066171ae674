package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.War;
import dev.challenger.testing.World;
import java.io.IOException;
import java.io.Writer;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jetty.ee.webapp.WebAppClassLoader;
import org.eclipse.jetty.ee10.plus.webapp.EnvConfiguration;
import org.eclipse.jetty.ee10.plus.webapp.PlusConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.plus.jndi.EnvEntry;
import org.eclipse.jetty.plus.jndi.Resource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that the WAR and an embedder's application run in Jetty with its module {@code ee10-plus}. JNDI names the
 * settings file.
 */
class JettyIT {
    @AutoClose
    private final World world = Walk.installation();

    @AutoClose
    private final StubGateway gateway = new StubGateway();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @TempDir
    Path directory;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(contexts);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Handler context : contexts.getHandlers()) {
            context.stop();
        }
        server.stop();
    }

    private WebAppContext deploy(String name, Path settings) throws Exception {
        return deploy(name, War.file(), Map.of("challenger/config", settings.toString()));
    }

    private WebAppContext deploy(String name, Path war, Map<String, ?> entries) throws Exception {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/" + name);
        context.setWar(war.toString());
        context.setTempDirectory(
                Files.createDirectories(directory.resolve("work-" + name)).toFile());
        context.setClassLoader(new WebAppClassLoader(
                new ContainerClasses("jakarta/servlet/", "org/eclipse/jetty/", "org/slf4j/", "jndi.properties"),
                context));
        context.addConfiguration(new EnvConfiguration(), new PlusConfiguration());
        for (Map.Entry<String, ?> entry : entries.entrySet()) {
            new EnvEntry(context, entry.getKey(), entry.getValue(), true);
        }
        contexts.addHandler(context);
        context.start();
        return context;
    }

    private void undeploy(WebAppContext context) throws Exception {
        context.stop();
        contexts.removeHandler(context);
        context.destroy();
    }

    private Path file(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = Files.createTempFile(directory, "challenger", ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private String url(String name) {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/" + name;
    }

    @Test
    void theWholeFlowWorksOnItsOwnPoolAndUndeployingLeavesNothingBehind() throws Exception {
        WebAppContext context = deploy("challenger", file(Walk.settingsWithGateway(world, gateway, directory)));
        new Walk(world, url("challenger")).through();
        new Walk(world, url("challenger")).measured();
        new Walk(world, url("challenger")).nothingToDownload();
        new Walk(world, url("challenger")).nothingBreaks(log);

        assertFalse(gateway.requests().isEmpty());
        WeakReference<ClassLoader> classes = new WeakReference<>(context.getClassLoader());
        undeploy(context);
        context = null;

        assertEquals(404, new Http(url("challenger")).get("/config").status());
        Waiting.until("its threads have ended", () -> Leftovers.threads().isEmpty());
        server.stop();
        Leftovers.awaitNone(classes);
    }

    @Test
    void anApplicationWithTheFilterServesTheClientsInTheField() throws Exception {
        try (SampleInstallation sample = new SampleInstallation(directory)) {
            sample.makeTables();
            Resource source =
                    new Resource(null, "jdbc/sample", sample.world().database().dataSource());
            try {
                Map<String, Object> entries = new HashMap<>();
                sample.settings(false).forEach((name, value) -> entries.put("sample/" + name, value));

                WebAppContext context = deploy("sample", SampleWar.build(directory, false), entries);

                assertTrue(context.isAvailable(), () -> log.all().toString());
                new SampleClients(sample, url("sample")).all();
                undeploy(context);
                Waiting.until(
                        "its threads have ended", () -> Leftovers.threads().isEmpty());
            } finally {
                source.release();
            }
        }
    }

    @Test
    void theWholeFlowWorksOnADataSourceOfTheContainer() throws Exception {
        Resource source = new Resource(null, "jdbc/challenger", world.database().dataSource());
        try {
            deploy("challenger", file(world.settings()));

            new Walk(world, url("challenger")).through();
        } finally {
            source.release();
        }
    }

    @Test
    void withWrongSettingsItDoesNotStartAndTheLogHasEveryFault() throws Exception {
        WebAppContext context = deploy(
                "challenger", file(Map.of("http.base-url", "nonsense", "limit.attempts", "99", "no.setting", "x")));

        assertFalse(context.isAvailable());
        assertEquals(503, new Http(url("challenger")).get("/config").status());
        Leftovers.assertRefused(
                log, "http.base-url", "limit.attempts", "no.setting", "db.url is missing", "command.email");
    }

    @Test
    void twoApplicationsInOneContainerAreIndependent() throws Exception {
        try (World another = Walk.installation()) {
            WebAppContext one = deploy("one", file(world.installed()));
            deploy("two", file(another.installed()));
            new Walk(world, url("one")).through();
            new Walk(another, url("two")).through();

            undeploy(one);

            new Walk(another, url("two")).through();
        }
    }
}

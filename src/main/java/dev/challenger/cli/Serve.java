package dev.challenger.cli;

import dev.challenger.BrandCheck;
import dev.challenger.Challenger;
import dev.challenger.Wiring;
import dev.challenger.http.PublicUrl;
import dev.challenger.launch.Listener;
import dev.challenger.launch.WebServer;
import dev.challenger.settings.ServiceSettings;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the service until it gets SIGTERM.")
final class Serve implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(Serve.class.getName());

    private final URI webapp;
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on. Overrides http.port.")
    private @Nullable Integer port;

    Serve(URI webapp, SettingsLoader loader, Console console) {
        this.webapp = webapp;
        this.loader = loader;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings =
                config.load(loader, port == null ? Map.of() : Map.of(ServiceSettings.HTTP_PORT, port.toString()));
        BrandCheck.run(settings, path -> webapp.resolve(path.substring(1)).toURL());
        CompletableFuture<WebServer> running = new CompletableFuture<>();
        Challenger challenger =
                Challenger.of(settings, () -> stopping(running::join).start());
        challenger.start();
        WebServer server = new WebServer(
                webapp,
                listener(settings.http(), settings.sending().limits().threads()),
                context -> Wiring.handOver(challenger, context));
        try {
            start(server, settings.http());
        } catch (Exception e) {
            challenger.close();
            throw e;
        }
        running.complete(server);
        server.join();
        if (challenger.fault().isPresent()) {
            throw challenger.fault().get();
        }
        return Exit.OK.status();
    }

    private static Listener listener(Settings.Http http, int threads) {
        return new Listener(http.host(), http.port(), threads, http.connections(), new PublicUrl(http.baseUrl()));
    }

    private void start(WebServer server, Settings.Http http) throws Exception {
        try {
            server.open();
        } catch (IOException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
        String url = server.start();
        Runtime.getRuntime().addShutdownHook(stopping(() -> server));
        LOG.log(Level.INFO, "Listening on {0} (public URL {1})", url, http.baseUrl());
    }

    private Thread stopping(Supplier<WebServer> server) {
        return new Thread(() -> stop(server.get()), "stop");
    }

    /** Prints to the console, since the operator's log manager may have closed the log already. */
    private void stop(WebServer server) {
        console.err().println("challenger: finishing the requests that run");
        try {
            if (!server.stop()) {
                console.err().println("challenger: some requests did not finish in 30 seconds, and were cut off");
            }
        } catch (Exception e) {
            e.printStackTrace(console.err());
        }
        LogManager.getLogManager().reset();
    }
}

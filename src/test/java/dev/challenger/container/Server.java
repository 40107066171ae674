package dev.challenger.container;

import dev.challenger.testing.Tether;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.Waiting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A container that runs as a process of its own, configured as operate.md says, and the web applications in it. */
public final class Server implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT_OF_LOADERS = Duration.ofMinutes(1);
    private static final int SECONDS_TO_STOP = 30;
    // A softly reachable class loader is no leak, so garbage collections also remove those.
    private static final String JAVA_OPTIONS = "-Xmx768m -XX:SoftRefLRUPolicyMSPerMB=0 -XX:TieredStopAtLevel=1";

    private final Container container;
    private final Base base;
    private final Ports ports = Ports.free();
    private final Process process;
    private final Jvm jvm;
    private final Tether tether;

    /**
     * Starts the container with one web application.
     *
     * @param directory empty, for everything that the server writes
     * @param operator puts real values into the examples of operate.md
     * @param name of the application, which is also its context path
     * @param environment more variables than an operator sets for Challenger
     */
    public Server(
            Container container,
            Path directory,
            UnaryOperator<String> operator,
            Map<String, String> environment,
            String name,
            Path war) {
        this.container = container;
        this.base = new Base(container.home(), directory, operator, environment);
        List<String> command = container.prepare(base, ports);
        List<String> configure = container.configure(base, ports);
        Unchecked.run(() -> Files.createDirectories(deployments()));
        if (configure.isEmpty()) {
            deploy(name, war);
        }
        this.process = start(base, command);
        this.jvm = new Jvm(process);
        this.tether = Tether.to(process.pid());
        try {
            // The port alone tells nothing: GlassFish opens it for a moment to see whether it is free.
            String root = "http://127.0.0.1:" + (configure.isEmpty() ? ports.http() : ports.admin());
            await("it answers", () -> status(root + "/__asadmin/version") > 0);
            if (!configure.isEmpty()) {
                run(base, configure);
                deploy(name, war);
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    public String url(String name) {
        return "http://127.0.0.1:" + ports.http() + "/" + name;
    }

    /** Returns the newest lines of what the server has printed. */
    public String log() {
        return log(base);
    }

    private static String log(Base base) {
        String all = Unchecked.call(() -> Files.readString(base.directory().resolve("log.txt")));
        return all.substring(Math.max(0, all.length() - 20_000));
    }

    /** Deploys an application, or replaces one, as an operator does: by a file in the directory that the container watches. */
    public void deploy(String name, Path war) {
        Unchecked.run(() -> {
            if (unpacked()) {
                Path directory = deployments().resolve(name);
                if (!Files.exists(directory)) {
                    Base.unpack(war, directory);
                }
                Path reload = Files.writeString(directory.resolve(".reload"), "");
                Files.setLastModifiedTime(reload, FileTime.from(Instant.now()));
            } else {
                Path copy = Files.copy(war, base.directory().resolve("new.war"), StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    public void undeploy(String name) {
        Unchecked.run(() -> Files.delete(file(name)));
    }

    /** Returns whether it takes directories, which it can only reload. */
    boolean unpacked() {
        return container == Container.PAYARA_MICRO;
    }

    private Path deployments() {
        return base.directory().resolve(container.deployments());
    }

    private Path file(String name) {
        return deployments().resolve(name + ".war");
    }

    /** Returns what identifies the class loaders that have loaded a class and are no garbage. */
    public Set<String> loaders(String type) {
        return jvm.loaders(type);
    }

    /** Returns the number of objects of a class, of all class loaders. */
    int objects(String type) {
        return jvm.objects(type);
    }

    /** Waits until these are all class loaders. If others remain, their heap is in a file. */
    void awaitLoaders(String type, Predicate<Set<String>> expected) {
        Set<String> last = new TreeSet<>();
        try {
            await("the old class loaders are gone", LIMIT_OF_LOADERS, () -> {
                last.clear();
                last.addAll(loaders(type));
                return expected.test(last);
            });
        } catch (AssertionError e) {
            Path dump = Path.of("target", container + ".hprof").toAbsolutePath();
            jvm.dump(dump);
            throw new AssertionError("left are " + last + ", see " + dump, e);
        }
    }

    /** Waits, as long as the server runs. */
    public void await(String what, BooleanSupplier condition) {
        await(what, LIMIT, condition);
    }

    private void await(String what, Duration limit, BooleanSupplier condition) {
        try {
            Waiting.until(what, limit, () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("the server has ended");
                }
                return condition.getAsBoolean();
            });
        } catch (AssertionError e) {
            throw new AssertionError(container + ": " + e.getMessage() + "\n" + log(), e);
        }
    }

    /** Waits until a GET of this URL is answered with this status. */
    public void awaitStatus(String url, int status) {
        await(url + " is answered with " + status, () -> status(url) == status);
    }

    static int status(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(60_000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return -1;
        }
    }

    static List<String> java(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    static List<String> script(Path script, String... arguments) {
        List<String> line = new ArrayList<>(List.of("sh", script.toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    /** Runs a command to its end, in the directory of the server. */
    static void run(Base base, List<String> command) {
        Process ran = start(base, command);
        boolean ended = Unchecked.call(() -> ran.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
        if (!ended || ran.exitValue() != 0) {
            ran.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + "\n" + log(base));
        }
    }

    private static Process start(Base base, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(base.directory().resolve("log.txt").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
        environment.putAll(base.environment());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
        // The directory of what is not part of the distribution: Tomcat, WildFly, Liberty.
        environment.put("CATALINA_BASE", base.directory().toString());
        environment.put("JBOSS_BASE_DIR", base.directory().toString());
        environment.put("WLP_USER_DIR", base.directory().toString());
        return Unchecked.call(builder::start);
    }

    @Override
    public void close() {
        tether.close();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        Unchecked.run(() -> process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS));
        all.forEach(ProcessHandle::destroyForcibly);
    }
}

package dev.challenger.container;

import dev.challenger.testing.Unchecked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A container that the profile {@code containers} has unpacked: how it is configured, and how it is started. All of them listen
 * on the loopback address alone.
 */
public enum Container {
    TOMCAT_10("Tomcat 10.1", "webapps") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            return tomcat(base, ports);
        }
    },
    TOMCAT_11("Tomcat 11", "webapps") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            return tomcat(base, ports);
        }
    },
    JETTY("Jetty", "webapps") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            String start = base.home().resolve("start.jar").toString();
            String[] modules = base.example("jetty-modules").strip().split(" ");
            base.write("etc/challenger.xml", base.example("jetty"));
            base.driver("lib/ext");
            Server.run(base, Server.java("-jar", start, modules[modules.length - 1]));
            return Server.java(
                    "-jar",
                    start,
                    "etc/challenger.xml",
                    "jetty.deploy.scanInterval=1",
                    "jetty.http.host=127.0.0.1",
                    "jetty.http.port=" + ports.http());
        }
    },
    WILDFLY("WildFly", "deployments") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            base.copy("standalone/configuration", "configuration");
            base.copy("standalone/deployments", "deployments");
            base.driver(".");
            return Server.script(
                    base.home().resolve("bin/standalone.sh"),
                    "-Djboss.http.port=" + ports.http(),
                    "-Djboss.https.port=" + ports.other(),
                    "-Djboss.management.http.port=" + ports.admin());
        }

        @Override
        List<String> configure(Base base, Ports ports) {
            Path commands = base.write("challenger.cli", base.example("wildfly"));
            return Server.script(
                    base.home().resolve("bin/jboss-cli.sh"),
                    "--connect",
                    "--controller=127.0.0.1:" + ports.admin(),
                    "--file=" + commands);
        }
    },
    PAYARA("Payara Server", "domains/domain1/autodeploy") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            base.copy("glassfish/domains", "domains");
            // Otherwise it looks for other servers in the network.
            base.edit(
                    DOMAIN, "<hazelcast-runtime-configuration ", "<hazelcast-runtime-configuration enabled=\"false\" ");
            return domain(base, ports);
        }

        @Override
        List<String> configure(Base base, Ports ports) {
            return asadmin(base, ports);
        }
    },
    PAYARA_MICRO("Payara Micro", "deployments") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            String local = "set configs.config.server-config.network-config.network-listeners.network-listener"
                    + ".http-listener.address=127.0.0.1\n";
            Path commands =
                    base.write("challenger.asadmin", base.example("glassfish").replace("'", ""));
            base.driver(".");
            return Stream.of(base.example("payara-micro").strip().split(" "))
                    .flatMap(word -> switch (word) {
                        case "java" -> Server.java().stream();
                        case "payara-micro.jar" ->
                            Stream.of(
                                    base.home().toString(),
                                    "--nocluster",
                                    "--port",
                                    Integer.toString(ports.http()),
                                    "--prebootcommandfile",
                                    base.write("local.asadmin", local).toString(),
                                    "--rootdir",
                                    base.directory().resolve("root").toString());
                        case "challenger.asadmin" -> Stream.of(commands.toString());
                        case "challenger.war" ->
                            Stream.of(base.directory()
                                    .resolve("deployments/challenger")
                                    .toString());
                        default -> Stream.of(word);
                    })
                    .toList();
        }
    },
    GLASSFISH("GlassFish", "domains/domain1/autodeploy") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            base.copy("glassfish/domains", "domains");
            return domain(base, ports);
        }

        @Override
        List<String> configure(Base base, Ports ports) {
            return asadmin(base, ports);
        }

        @Override
        boolean keepsClasses() {
            return true;
        }
    },
    LIBERTY("Open Liberty", "servers/defaultServer/dropins") {
        @Override
        List<String> prepare(Base base, Ports ports) {
            base.write(
                    "servers/defaultServer/server.xml",
                    base.example("liberty").replace("httpPort=\"8080\"", "httpPort=\"" + ports.http() + "\""));
            base.driver(".");
            return Server.script(base.home().resolve("bin/server"), "run", "defaultServer");
        }
    };

    private static final Path DISTRIBUTIONS = Path.of(System.getProperty("containers", "target/containers"));
    private static final String DOMAIN = "domains/domain1/config/domain.xml";

    private final String title;
    private final String deployments;

    Container(String title, String deployments) {
        this.title = title;
        this.deployments = deployments;
    }

    /** Writes its configuration, and returns the command line that starts it. */
    abstract List<String> prepare(Base base, Ports ports);

    /** Returns the command line that configures the running container; empty if it was configured before. */
    List<String> configure(Base base, Ports ports) {
        return List.of();
    }

    /** Returns whether parts of it, such as a timer, refer to class loaders of removed applications. */
    boolean keepsClasses() {
        return false;
    }

    /** Returns its name, as the table of operate.md has it. */
    public String title() {
        return title;
    }

    /** Returns the directory that it watches for web applications, below the one of the server. */
    String deployments() {
        return deployments;
    }

    /** Returns the name of the directory that the build has unpacked. */
    public String version() {
        return only(DISTRIBUTIONS.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .getFileName()
                .toString();
    }

    /** Returns the distribution: a directory, or one JAR. */
    Path home() {
        return only(only(DISTRIBUTIONS.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-'))));
    }

    private static Path only(Path directory) {
        return Unchecked.call(() -> {
            try (Stream<Path> all = Files.list(directory)) {
                List<Path> found = all.toList();
                if (found.size() != 1) {
                    throw new AssertionError(directory + " should contain one distribution, and has " + found);
                }
                return found.get(0).toAbsolutePath();
            }
        });
    }

    private static List<String> tomcat(Base base, Ports ports) {
        base.copy("conf", "conf");
        base.write("logs/none", "");
        base.write("temp/none", "");
        base.driver("lib");
        base.edit(
                "conf/server.xml",
                "port=\"8005\"",
                "port=\"-1\"",
                "port=\"8080\"",
                "address=\"127.0.0.1\" port=\"" + ports.http() + "\"",
                "<Engine ",
                "<Engine backgroundProcessorDelay=\"1\" ");
        base.write("conf/Catalina/localhost/challenger.xml", base.example("tomcat"));
        return Server.script(base.home().resolve("bin/catalina.sh"), "run");
    }

    private static List<String> domain(Base base, Ports ports) {
        base.driver("domains/domain1/lib");
        base.edit(
                DOMAIN,
                "0.0.0.0",
                "127.0.0.1",
                "<network-listener port=\"8080\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + ports.http() + "\"",
                "<network-listener port=\"8181\"",
                "<network-listener address=\"127.0.0.1\" enabled=\"false\" port=\"8181\"",
                "<network-listener port=\"4848\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + ports.admin() + "\"");
        // JMS, JMX and three of CORBA.
        for (String port : List.of("7676", "8686", "3700", "3820", "3920")) {
            base.edit(DOMAIN, "\"" + port + "\"", "\"" + Ports.free().other() + "\"");
        }
        return Server.script(
                base.home().resolve("glassfish/bin/asadmin"),
                "start-domain",
                "--verbose",
                "--domaindir",
                base.directory().resolve("domains").toString(),
                "domain1");
    }

    private static List<String> asadmin(Base base, Ports ports) {
        Path commands = base.write("challenger.asadmin", base.example("glassfish"));
        return Server.script(
                base.home().resolve("glassfish/bin/asadmin"),
                "--port",
                Integer.toString(ports.admin()),
                "multimode",
                "--file",
                commands.toString());
    }
}

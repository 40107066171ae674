package dev.challenger.cli;

import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** The command line: runs the command that the arguments name, and returns an exit code. */
public final class Cli {
    private static final String SERVE = "serve";

    private final URI webapp;
    private final SettingsLoader loader;
    private final Console console;

    Cli(URI webapp, SettingsLoader loader, Console console) {
        this.webapp = webapp;
        this.loader = loader;
        this.console = console;
    }

    /**
     * Runs a command of {@code java -jar challenger.war}. The launcher calls this by its class loader for the WAR.
     *
     * @param webapp the root of the web application
     * @return the exit code
     */
    public static int run(URI webapp, String[] args) {
        keepQuiet(args);
        // Without a container there is no JNDI.
        SettingsLoader loader = new SettingsLoader(System.getenv(), name -> Optional.empty()).with(packaged(webapp));
        return new Cli(webapp, loader, Console.ofProcess()).run(args);
    }

    /** Returns the settings file that the operator put into the WAR, if there is one. */
    private static Optional<URL> packaged(URI webapp) {
        try {
            URL file = webapp.resolve(SettingsLoader.PACKAGED).toURL();
            file.openStream().close();
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    int run(String... args) {
        int status = execute(args);
        // On a full disk the secret of a new client would be lost silently, since it is printed only once.
        if (console.out().checkError()) {
            console.err().println("challenger: what was to be printed could not be written");
            return status == Exit.OK.status() ? Exit.REFUSED.status() : status;
        }
        return status;
    }

    private int execute(String... args) {
        // Reading the options of all commands takes a tenth of the start.
        boolean serve = args.length > 0 && args[0].equals(SERVE);
        return commandLine(serve ? SERVE : "")
                .setOut(console.out())
                .setErr(console.err())
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        Exit.tell(failure, console.err()).status())
                .execute(args);
    }

    /** Returns the command line with all commands. */
    CommandLine commandLine() {
        return commandLine("");
    }

    /** Returns the command line with the one command of this name, or with all if the name is empty. */
    private CommandLine commandLine(String named) {
        Version version = new Version(webapp, console);
        CommandSpec spec = CommandSpec.create().name("challenger").mixinStandardHelpOptions(true);
        spec.usageMessage().description("Proves that people can receive messages at an address.");
        CommandLine root = new CommandLine(spec);
        Stream<Object> commands = Stream.of(
                new Serve(webapp, loader, console),
                new ClientCommands(loader, console),
                new DatabaseCommands(loader, console),
                new KeyCommands(loader, console),
                new BreakerCommands(loader, console),
                new Gc(loader, console),
                new Trace(loader, console),
                new Erase(loader, console),
                new Report(loader, console),
                new Check(webapp, loader, console),
                new Unpack(webapp, console),
                new Completion(console),
                version,
                new HelpCommand());
        commands.filter(command -> named.isEmpty() || named.equals(name(command)))
                .forEach(root::addSubcommand);
        Optional.ofNullable(root.getSubcommands().get("help"))
                .ifPresent(help -> help.getCommandSpec().usageMessage().description("Explains a command."));
        provideVersion(root, version);
        // Picocli's own refusals name Java's classes and exceptions.
        root.registerConverter(LocalDate.class, text -> read(text, LocalDate::parse, "no day such as 2026-03-31"));
        root.registerConverter(ZoneId.class, text -> read(text, ZoneId::of, "no time zone such as Europe/Zurich"));
        return root;
    }

    private static <T> T read(String text, Function<String, T> reader, String fault) {
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("this is " + fault);
        }
    }

    private static String name(Object command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static void provideVersion(CommandLine command, Version version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(subcommand -> provideVersion(subcommand, version));
    }

    /** Logs only warnings unless the server runs or the operator has configured the log. */
    private static void keepQuiet(String[] args) {
        boolean serve = args.length > 0 && args[0].equals(SERVE);
        if (!serve && System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }
}

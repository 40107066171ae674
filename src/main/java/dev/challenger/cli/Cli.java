package dev.challenger.cli;

import dev.challenger.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: finds the command and tells by the exit status how it ended. */
public final class Cli {
    private final Path webapp;
    private final SettingsLoader loader;
    private final Console console;

    Cli(Path webapp, SettingsLoader loader, Console console) {
        this.webapp = webapp;
        this.loader = loader;
        this.console = console;
    }

    /**
     * What {@code java -jar challenger.war} does, once the launcher has unpacked the WAR and made a class loader of it.
     *
     * @return the exit status
     */
    public static int run(Path unpackedWar, String[] args) {
        keepQuiet(args);
        // There is no container that could have anything by JNDI.
        SettingsLoader loader = new SettingsLoader(System.getenv(), name -> Optional.empty());
        return new Cli(unpackedWar, loader, Console.ofProcess()).run(args);
    }

    int run(String... args) {
        int status = execute(args);
        // Also told on a full disk: the secret of a client is printed once.
        if (console.out().checkError()) {
            console.err().println("challenger: what was to be printed could not be written");
            return status == Exit.OK.status() ? Exit.REFUSED.status() : status;
        }
        return status;
    }

    private int execute(String... args) {
        return commandLine()
                .setOut(console.out())
                .setErr(console.err())
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        Exit.tell(failure, console.err()).status())
                .execute(args);
    }

    CommandLine commandLine() {
        Version version = new Version(webapp, console);
        CommandSpec spec = CommandSpec.create().name("challenger").mixinStandardHelpOptions(true);
        spec.usageMessage().description("Proves that a person receives messages at an address.");
        CommandLine root = new CommandLine(spec)
                .addSubcommand(new Serve(webapp, loader, console))
                .addSubcommand(new ClientCommands(loader, console))
                .addSubcommand(new DatabaseCommands(loader, console))
                .addSubcommand(new KeyCommands(loader, console))
                .addSubcommand(new BreakerCommands(loader, console))
                .addSubcommand(new Gc(loader, console))
                .addSubcommand(new Erase(loader, console))
                .addSubcommand(new Check(loader, console))
                .addSubcommand(version);
        provideVersion(root, version);
        return root;
    }

    private static void provideVersion(CommandLine command, Version version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(subcommand -> provideVersion(subcommand, version));
    }

    /** Only the server tells what goes well in its log, unless the operator configured the log. */
    private static void keepQuiet(String[] args) {
        boolean serve = args.length > 0 && args[0].equals("serve");
        if (!serve && System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }
}

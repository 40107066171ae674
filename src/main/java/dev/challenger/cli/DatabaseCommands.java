package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.db.SchemaScript;
import dev.challenger.settings.SettingsLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands {@code db …}. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Brings the tables of the database up to date.")
final class DatabaseCommands {
    private static final List<String> SETS = List.of("challenger", "mfa");

    private final SettingsLoader loader;
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DatabaseCommands(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            description = "Brings the tables up to date. Every start of the service does the same.")
    void migrate(@Mixin ConfigOption config) {
        // Opening brings the tables up to date.
        try (Progress progress = console.progress("Bringing the tables up to date");
                Challenger challenger = Challenger.open(config.load(loader), progress)) {
            progress.close();
            console.err().println("the tables are up to date");
        }
    }

    @Command(
            name = "script",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the SQL that brings the tables up to date, for an administrator who runs it by hand where"
                            + " the service may not. Without SET, prints that of both sets. Needs no settings.")
    void script(
            @Option(
                            names = "--from",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "The version that the tables of the set have. Default: 0, there are none.")
                    int from,
            @Parameters(
                            index = "0",
                            paramLabel = "SET",
                            arity = "0..1",
                            description = "The set of tables: challenger, or mfa for TAN challenges.")
                    @Nullable
                    String set) {
        List<String> sets = set == null ? SETS : List.of(set);
        if (!SETS.containsAll(sets)) {
            throw usage("there are the sets " + String.join(" and ", SETS));
        }
        if (from != 0 && set == null) {
            throw usage("--from needs a set, since each has versions of its own");
        }
        for (String one : sets) {
            SchemaScript script = new SchemaScript(one);
            if (from < 0 || from > script.newest()) {
                throw usage("the versions of " + one + " are 0 to " + script.newest());
            }
            console.out().println(script.after(from));
        }
    }

    private ParameterException usage(String fault) {
        return new ParameterException(spec.subcommands().get("script"), fault);
    }
}

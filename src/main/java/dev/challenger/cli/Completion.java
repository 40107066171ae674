package dev.challenger.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands {@code completion …}, one for each shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints scripts by which shells complete commands and options.")
final class Completion {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Completion(Console console) {
        this.console = console;
    }

    @Command(
            name = "bash",
            mixinStandardHelpOptions = true,
            description = "Prints the script for bash, for a command or alias of the name challenger.")
    void bash() {
        console.out().print(AutoComplete.bash("challenger", spec.root().commandLine()));
    }
}

package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.documents.Document;
import dev.challenger.settings.SettingsLoader;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Compares the table of commands in reference.md with the commands that the command line has. */
class CommandsTableTest {
    @Test
    void theReferenceListsEveryCommand() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Cli cli = new Cli(
                Path.of("webapp").toUri(),
                new SettingsLoader(Map.of(), name -> Optional.empty()),
                new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> false));

        List<String> expected = rows(cli.commandLine(), "").toList();

        assertEquals(String.join("\n", expected), String.join("\n", Document.REFERENCE.table("commands")));
    }

    private static Stream<String> rows(CommandLine command, String path) {
        if (!command.getSubcommands().isEmpty()) {
            return command.getSubcommands().values().stream()
                    .flatMap(sub -> rows(sub, (path + " " + sub.getCommandName()).strip()));
        }
        StringBuilder call = new StringBuilder(path);
        for (ArgGroupSpec group : command.getCommandSpec().argGroups()) {
            if (group.exclusive()) {
                String one =
                        group.options().stream().map(CommandsTableTest::text).collect(Collectors.joining(" \\| "));
                call.append(" (").append(one).append(')');
            }
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp()
                    && !option.versionHelp()
                    && !option.longestName().equals("--config")
                    && (option.group() == null || !option.group().exclusive())) {
                String text = text(option);
                call.append(option.required() ? " " + text : " [" + text + "]");
            }
        }
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            call.append(' ').append(parameter.paramLabel());
        }
        String[] description = command.getCommandSpec().usageMessage().description();
        return Stream.of("| `" + call + "` | " + String.join(" ", description) + " |");
    }

    private static String text(OptionSpec option) {
        String name = option.negatable() ? option.longestName().replace("--", "--[no-]") : option.longestName();
        return name + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
    }
}

package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a real bash completes commands and options by the printed script. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path directory;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
        CommandLine cli = new CommandLine(Map.of());
        assertEquals(0, cli.run("completion", "bash"), cli.err());
        Path script = Files.writeString(directory.resolve("challenger"), cli.out());

        assertEquals(List.of("rotate-secret"), complete(script, "challenger client rot"));
        assertEquals(List.of("--redirect-uri"), complete(script, "challenger client add --redir"));
        assertEquals(List.of("migrate"), complete(script, "challenger db mi"));
        assertTrue(complete(script, "challenger ").containsAll(List.of("serve", "client", "completion", "help")));
    }

    /** Asks as bash does when the tabulator key is pressed at the end of the line. */
    private static List<String> complete(Path script, String line) throws Exception {
        String[] words = line.split(" ", -1);
        String ask = """
                source "$0" || exit 1
                COMP_WORDS=(%s "%s")
                COMP_CWORD=%d
                _complete_challenger challenger "%s" "" || exit 1
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(
                        String.join(" ", List.of(words).subList(0, words.length - 1)),
                        words[words.length - 1],
                        words.length - 1,
                        words[words.length - 1]);
        Process bash = new ProcessBuilder(BASH.toString(), "--norc", "-c", ask, script.toString())
                // It warns that no key was pressed.
                .redirectError(Redirect.DISCARD)
                .start();
        bash.getOutputStream().close();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), printed);
        return printed.lines().map(String::strip).toList();
    }
}

package dev.challenger.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README, as tests hold it against the code. */
public final class Readme {
    private static final Path FILE = Path.of("README.md");

    private Readme() {}

    public static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows of the table between {@code <!-- name: … -->} and {@code <!-- /name -->}, without its head. */
    public static List<String> table(String name) {
        Matcher section = Pattern.compile("<!-- " + name + ":.*?-->\n(.*?)<!-- /" + name + " -->", Pattern.DOTALL)
                .matcher(text());
        if (!section.find()) {
            throw new AssertionError("the README has no table " + name);
        }
        return section.group(1).lines().skip(2).toList();
    }

    /** The commands of all {@code sh} blocks below a heading, one script. */
    public static String script(String heading) {
        return block(heading, "sh");
    }

    /** All blocks of a language below a heading, together. */
    public static String block(String heading, String language) {
        String section = text().split("\n## " + heading + "\n", -1)[1].split("\n## ", -1)[0];
        StringBuilder script = new StringBuilder();
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
        while (block.find()) {
            script.append(block.group(1));
        }
        return script.toString();
    }
}

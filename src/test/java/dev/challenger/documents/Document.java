package dev.challenger.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document of the project, with the parts of it that tests compare with the code or run. */
public enum Document {
    README("README.md"),
    INTEGRATE("src/site/markdown/integrate.md"),
    CONFIRM_OPERATIONS("src/site/markdown/confirm-operations.md"),
    EMBED("src/site/markdown/embed.md"),
    OPERATE("src/site/markdown/operate.md"),
    SENDERS("src/site/markdown/senders.md"),
    REFERENCE("src/site/markdown/reference.md"),
    PROMISES("src/site/markdown/promises.md"),
    PERFORMANCE("src/site/markdown/performance.md"),
    DEVELOP("src/site/markdown/develop.md");

    private final Path path;

    Document(String path) {
        this.path = Path.of(path);
    }

    Path path() {
        return path;
    }

    String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rows of the table between {@code <!-- name: … -->} and {@code <!-- /name -->}, without its head. */
    public List<String> table(String name) {
        Matcher section = Pattern.compile("<!-- " + name + ":.*?-->\n(.*?)<!-- /" + name + " -->", Pattern.DOTALL)
                .matcher(text());
        if (!section.find()) {
            throw new AssertionError(path + " has no table " + name);
        }
        return section.group(1).lines().skip(2).toList();
    }

    /** Returns the block of code after {@code <!-- name: … -->}. */
    public String example(String name) {
        Matcher block = Pattern.compile("<!-- " + name + ":[^\n]*-->\n```[a-z]*\n(.*?)```", Pattern.DOTALL)
                .matcher(text());
        if (!block.find()) {
            throw new AssertionError(path + " has no example " + name);
        }
        return block.group(1);
    }

    /** Returns the commands of all {@code sh} blocks below a heading of the second level, as one script. */
    String script(String heading) {
        return block(heading, "sh");
    }

    /** Returns all blocks of a language below a heading of the second level, one after the other. */
    public String block(String heading, String language) {
        return String.join("", blocks(heading, language));
    }

    /** Returns the blocks of a language below a heading of the second level. */
    List<String> blocks(String heading, String language) {
        String section = text().split("\n## " + heading + "\n", -1)[1].split("\n## ", -1)[0];
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}

package dev.challenger.brand;

import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a file with texts of the operator, each of which replaces one of ours. A text must have the arguments of ours, so that
 * no page loses an address or a name. Pages escape it, so that markup in it is shown and does nothing.
 */
final class OwnTexts {
    /** The name of the service, which pages and messages must share. */
    private static final String NAME = "frame.service";

    private static final int MAX_LENGTH = 2000;

    /** Blank lines, comments, and an entry with the lines that continue it. */
    private static final Pattern LINE = Pattern.compile(
            "\\G[ \\t\\f]*(?:[#!][^\\r\\n]*|((?:[^\\\\\\r\\n]|\\\\\\r\\n|\\\\[\\s\\S]|\\\\\\z)*+))(?:\\r\\n?|\\n|\\z)");

    private static final Pattern SEPARATOR = Pattern.compile("(?:[^\\\\=:]|\\\\[\\s\\S])+[=:][\\s\\S]*");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");
    /** Control characters but a line end, and the private characters by which templates mark places. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Co}&&[^\\n]]");

    private final Texts ours;
    private final Consumer<String> faults;
    private final Map<String, String> own = new HashMap<>();

    private OwnTexts(Texts ours, Consumer<String> faults) {
        this.ours = ours;
        this.faults = faults;
    }

    /**
     * Returns the texts by their keys.
     *
     * @param content a properties file
     * @param faults gets a sentence for each entry that cannot replace one of ours; it begins with the number of the line
     */
    static Map<String, String> parse(String content, Language language, Consumer<String> faults) {
        OwnTexts texts = new OwnTexts(Texts.of(language), faults);
        int number = 1;
        for (Matcher line = LINE.matcher(content); line.find() && line.start() < content.length(); ) {
            String entry = line.group(1);
            if (entry != null && !entry.isBlank()) {
                texts.add(entry, "line " + number + ": ");
            }
            number += (int) line.group().lines().count();
        }
        return texts.own;
    }

    private void add(String entry, String where) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(entry));
        } catch (IllegalArgumentException e) {
            faults.accept(where + "there is a \\u that is not followed by four hexadecimal digits");
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        if (!SEPARATOR.matcher(entry).matches()) {
            faults.accept(where + "there is no = after the key");
            return;
        }
        properties.stringPropertyNames().forEach(key -> add(key, properties.getProperty(key), where + key + " "));
    }

    private void add(String key, String text, String where) {
        String replaced = ours.pattern(key).orElse(null);
        if (replaced == null) {
            faults.accept(where + "is no key of our texts");
        } else if (key.equals(NAME)) {
            faults.accept(where + "is the name of the service: set brand.name");
        } else if (text.isBlank() || text.length() > MAX_LENGTH) {
            faults.accept(where + "must have 1 to " + MAX_LENGTH + " characters");
        } else if (FORBIDDEN.matcher(text).find() || text.contains("\n") && !replaced.contains("\n")) {
            faults.accept(where + "has a control character or a line end");
        } else if (!arguments(text).equals(arguments(replaced))) {
            faults.accept(where + "must have the arguments " + arguments(replaced) + ", not " + arguments(text));
        } else if (own.put(key, text) != null) {
            faults.accept(where + "is there twice");
        }
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}

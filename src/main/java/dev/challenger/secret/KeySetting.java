package dev.challenger.secret;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Keys that are the value of a setting: where there is no place for a {@link KeyFile}. */
public final class KeySetting implements KeySource {
    /** A random key practically never has fewer different symbols. */
    private static final int MIN_DIFFERENT_SYMBOLS = 12;

    private final List<Key> keys;

    private KeySetting(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Parses keys with commas between them, each as in a line of the key file: its id, blanks, and 52 Base32 symbols.
     *
     * @throws IllegalArgumentException if it is anything else, an id is there twice, or a key is not random; without the text
     */
    public static KeySetting parse(String text) {
        List<String> lines = Stream.of(text.split(",", -1)).map(String::strip).toList();
        boolean random = lines.stream()
                .allMatch(line ->
                        line.chars().skip(line.lastIndexOf(' ') + 1).distinct().count() >= MIN_DIFFERENT_SYMBOLS);
        if (!random || lines.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("not random");
        }
        try {
            return new KeySetting(new KeyLines("the setting").parse(lines));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Returns the text of a new random key, for the setting. It is a secret. */
    public static String fresh(int id, Secrets secrets) {
        return KeyLines.line(id, secrets).strip();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Keys readIfThere() throws IOException {
        return new Keys(() -> keys).read();
    }

    @Override
    public Keys open(Keys opened, Secrets secrets) throws IOException {
        return opened.read();
    }

    @Override
    public String mismatch() {
        return "key: this database is used with another key than the setting has; use that one: it is in the settings of the"
                + " other nodes, or in a backup";
    }

    /** Shows the ids only. */
    @Override
    public String toString() {
        return "KeySetting" + keys;
    }
}

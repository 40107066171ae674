package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of the key file: one line per key with its id, white space and 52 Base32 symbols. Blank lines and lines that
 * begin with {@code #} are ignored.
 */
final class KeyLines {
    private static final String HEADER = """
            # Keys of Challenger: id and secret. The newest key is used; older keys still verify.
            # Every node needs the same file. Anyone who can read it can compute every code sent.
            """;

    private final String source;

    /** @param source for messages: {@code the key file /etc/challenger.keys} */
    KeyLines(String source) {
        this.source = source;
    }

    /** The text of a new file with one new key. */
    String first(Secrets secrets) {
        return HEADER + line(1, secrets);
    }

    /** The line of a new key that follows the key with this id. */
    String next(int id, Secrets secrets) throws IOException {
        if (id == Integer.MAX_VALUE) {
            throw new IOException(source + " already uses the highest possible id");
        }
        return line(id + 1, secrets);
    }

    static String line(int id, Secrets secrets) {
        return id + " " + secrets.fresh().text() + "\n";
    }

    /**
     * Parses the lines of a file.
     *
     * @throws IOException if there is no key, a malformed line, or an id twice; the message never shows a line
     */
    List<Key> parse(List<String> lines) throws IOException {
        List<Key> keys = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(parse(line));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(source + " has no key");
        }
        if (keys.stream().map(Key::id).distinct().count() < keys.size()) {
            throw new IOException(source + " has two keys with the same id");
        }
        return keys;
    }

    private Key parse(String line) throws IOException {
        String[] parts = line.strip().split("\\s+", -1);
        try {
            if (parts.length == 2) {
                byte[] bytes = Base32.decode(parts[1], Key.LENGTH).orElseThrow(IllegalArgumentException::new);
                return new Key(id(parts[0]), bytes);
            }
        } catch (IllegalArgumentException e) {
            // The exception below does not show the line, which may contain most of a key.
        }
        throw new IOException(source + " has a line that is not an id and 52 symbols");
    }

    private static int id(String text) {
        int id = Integer.parseInt(text);
        if (id < 1) {
            throw new IllegalArgumentException("ids begin with 1");
        }
        return id;
    }
}

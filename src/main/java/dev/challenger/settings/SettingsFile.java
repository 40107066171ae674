package dev.challenger.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings file: a properties file in UTF-8. */
final class SettingsFile {
    /** A comment, or an entry with the lines that continue it. */
    private static final Pattern LINE = Pattern.compile(
            "\\G[ \\t\\f]*(?:[#!][^\\r\\n]*|((?:[^\\\\\\r\\n]|\\\\\\r\\n|\\\\[\\s\\S]|\\\\\\z)*+))(?:\\r\\n?|\\n|\\z)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\s\\S]?)");
    private static final Pattern PASSWORD =
            Pattern.compile("(?:db|mail|sender\\.[a-z0-9]+)\\.password[ \\t\\f]*[=:]?[ \\t\\f]*(?:\\\\ )?");

    /** Requests have several lines. */
    private static final Pattern REQUEST = Pattern.compile("sender\\.[a-z0-9]+\\.request[ \\t\\f=:]");

    private SettingsFile() {}

    @FunctionalInterface
    private interface Source {
        String read() throws IOException;
    }

    /** Returns the properties that can be read, and adds a fault for everything else. */
    static Properties read(Path path, List<String> faults) {
        return read(() -> Files.readString(path), path.toString(), faults);
    }

    /** Reads the file inside the web application. */
    static Properties read(URL url, List<String> faults) {
        return read(() -> text(url), SettingsLoader.PACKAGED, faults);
    }

    private static String text(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // Containers would otherwise keep the WAR open, and show the old file after it was replaced.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        }
    }

    private static Properties read(Source source, String name, List<String> faults) {
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    faults.add(key + " is there twice (file " + name + ")");
                }
                return super.put(key, value);
            }
        };
        try {
            // Some editors write a byte order mark, which Properties would take for a part of the first key.
            String text = source.read().replaceFirst("^\uFEFF", "");
            findLostBackslashes(text, name, faults);
            properties.load(new StringReader(text));
        } catch (NoSuchFileException e) {
            faults.add("the settings file " + name + " does not exist");
        } catch (CharacterCodingException e) {
            faults.add("the settings file " + name + " is not UTF-8");
        } catch (IOException e) {
            faults.add("the settings file " + name + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            faults.add("the settings file " + name + " has a \\u that is not followed by four hexadecimal digits");
        }
        return properties;
    }

    /**
     * Adds a fault for each line with a backslash that Properties would drop or turn into a control character. In a password
     * only a doubled backslash, a Unicode escape, and a backslash before a blank at the beginning are beyond doubt.
     */
    private static void findLostBackslashes(String text, String name, List<String> faults) {
        for (Matcher line = LINE.matcher(text); line.find(); ) {
            String entry = Objects.requireNonNullElse(line.group(1), "");
            Matcher password = PASSWORD.matcher(entry);
            boolean secret = password.lookingAt();
            String known =
                    secret ? "\\u" : "\\u:=#! \r\n" + (REQUEST.matcher(entry).lookingAt() ? "n" : "");
            Matcher escape = ESCAPE.matcher(entry).region(secret ? password.end() : 0, entry.length());
            if (escape.results().anyMatch(one -> one.group(1).isEmpty() || !known.contains(one.group(1)))) {
                long number = text.substring(0, line.start()).lines().count() + 1;
                faults.add("line " + number + " of the settings file " + name
                        + " has a backslash that would be lost: write \\\\ for a backslash");
            }
        }
    }
}

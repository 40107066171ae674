package dev.challenger.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Reads the settings file: a properties file in UTF-8. */
final class SettingsFile {
    private SettingsFile() {}

    /** Returns the properties that can be read, and adds a fault for everything else. */
    static Properties read(Path path, List<String> faults) {
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    faults.add(key + " is there twice (file " + path + ")");
                }
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            faults.add("the settings file " + path + " does not exist");
        } catch (CharacterCodingException e) {
            faults.add("the settings file " + path + " is not UTF-8");
        } catch (IOException e) {
            faults.add("the settings file " + path + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            faults.add("the settings file " + path + " has a \\u that is not followed by four hexadecimal digits");
        }
        return properties;
    }
}

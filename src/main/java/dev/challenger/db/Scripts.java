package dev.challenger.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migration scripts of one set, named by the file {@code db/SET/scripts}. Flyway would list the directory, which it cannot
 * do in every container.
 */
final class Scripts implements ResourceProvider {
    private final String directory;

    Scripts(String set) {
        this.directory = "db/" + set + "/";
    }

    /** Returns the names of all scripts. */
    List<String> names() {
        return read("scripts").lines().toList();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return names().contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names().stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    String read(String name) {
        try (InputStream file = Scripts.class.getClassLoader().getResourceAsStream(directory + name)) {
            if (file == null) {
                throw new IllegalStateException("the file " + directory + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new StringReader(Scripts.this.read(name));
        }

        @Override
        public String getAbsolutePath() {
            return directory + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return directory + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}

package dev.challenger.http;

import dev.challenger.secret.Hash;
import dev.challenger.wire.Base32;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files that pages need, style sheet, script and logo, and the description of the service. They are read, hashed and compressed once, at start. Pages refer
 * to a file by a name with the hash of its content, so that a browser never has to ask again whether it has changed.
 */
public final class StaticFiles {
    public static final ContextAttribute<StaticFiles> ATTRIBUTE = new ContextAttribute<>(StaticFiles.class);

    private static final Set<String> OURS = Set.of("challenger.css", "challenger.js", "challenger.svg", "openapi.yaml");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "yaml", "application/yaml");

    /** 80 bits, which are 16 symbols. */
    private static final int HASH_BYTES = 10;

    private static final String HASH = "-[0-9A-Z]{16}(?=\\.[a-z]+$)";

    private final Map<String, StaticFile> files;

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = files;
    }

    /**
     * Reads the files of a web application.
     *
     * @param brand the files of the operator's brand, by their names
     */
    public static StaticFiles of(ServletContext context, Map<String, byte[]> brand) {
        Stream<StaticFile> own = brand.entrySet().stream().map(file -> StaticFile.of(file.getKey(), file.getValue()));
        return new StaticFiles(Stream.concat(OURS.stream().flatMap(name -> read(context, name).stream()), own)
                .collect(Collectors.toMap(StaticFile::name, Function.identity())));
    }

    private static Optional<StaticFile> read(ServletContext context, String name) {
        try (InputStream in = context.getResourceAsStream("/static/" + name)) {
            return in == null ? Optional.empty() : Optional.of(StaticFile.of(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One file.
     *
     * @param hash of its content, in Base32
     */
    public record StaticFile(String name, String hash, byte[] content, byte[] gzipped) {
        private static StaticFile of(String name, byte[] content) {
            String hash = Base32.encode(Arrays.copyOf(Hash.of(content).bytes(), HASH_BYTES));
            return new StaticFile(name, hash, content, gzip(content));
        }

        /** Returns the name with the hash, for example {@code challenger-0123456789ABCDEF.css}. */
        public String hashedName() {
            int dot = name.lastIndexOf('.');
            return name.substring(0, dot) + "-" + hash + name.substring(dot);
        }

        public String type() {
            return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        }
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Finds a file by its name, with or without a hash. With the hash of another content it is found too: while nodes are
     * replaced one after the other, the page of one may ask another for its files.
     */
    public Optional<StaticFile> find(String name) {
        return Optional.ofNullable(files.get(name.replaceFirst(HASH, "")));
    }

    /** Returns the names with hashes by the names without. */
    Map<String, String> hashedNames() {
        return files.values().stream().collect(Collectors.toMap(StaticFile::name, StaticFile::hashedName));
    }
}

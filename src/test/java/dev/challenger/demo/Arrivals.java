package dev.challenger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The messages that are no mails: text messages, which Challenger posts here, and letters in a directory. */
final class Arrivals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LETTER = Pattern.compile("[0-9A-Za-z-]+\\.pdf");

    private final Path letters;
    private final List<Arrival> texts = new CopyOnWriteArrayList<>();

    /**
     * A message.
     *
     * @param text empty for a letter
     * @param pdf the name of the file of a letter; empty for others
     */
    record Arrival(Instant at, String from, String to, String text, String pdf) {}

    /** @param letters a directory that Challenger puts letters into */
    Arrivals(Path letters) {
        this.letters = letters;
    }

    /** Takes a text message: a JSON object with {@code to} and {@code text}. */
    void take(InputStream body) throws IOException {
        JsonNode message = JSON.readTree(body);
        texts.add(new Arrival(
                Instant.now(),
                "Text message",
                message.path("to").asText(),
                message.path("text").asText(),
                ""));
    }

    List<Arrival> all() throws IOException {
        List<Arrival> all = new ArrayList<>(texts);
        try (Stream<Path> files = Files.list(letters)) {
            for (Path slip :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                JsonNode json = JSON.readTree(slip.toFile());
                List<String> lines = StreamSupport.stream(json.path("lines").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
                all.add(new Arrival(
                        Files.getLastModifiedTime(slip).toInstant(),
                        "Letter",
                        String.join(", ", lines),
                        "",
                        slip.getFileName().toString().replace(".json", ".pdf")));
            }
        }
        return all;
    }

    /** Returns the PDF of a letter. */
    Optional<byte[]> letter(String name) throws IOException {
        Path file = letters.resolve(name);
        return LETTER.matcher(name).matches() && Files.exists(file)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }
}

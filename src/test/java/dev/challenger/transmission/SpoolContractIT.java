package dev.challenger.transmission;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.testing.Unchecked;
import dev.challenger.transmission.letter.PostalLetters;
import dev.challenger.transmission.letter.SpoolTransmitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the conformance suite against a directory for printed letters. */
final class SpoolContractIT extends NodeContract {
    @TempDir
    private Path parent;

    private final Directory directory = new Directory();

    @BeforeEach
    void makeTheDirectory() throws Exception {
        directory.path = Files.createDirectory(parent.resolve("letters"));
    }

    @Override
    OtherSide otherSide() {
        // Called before this object is complete.
        return new LetterSide() {
            @Override
            public boolean shows(Behaviour behaviour) {
                return behaviour == Behaviour.ACCEPTS || behaviour == Behaviour.IS_OUT_OF_ORDER;
            }

            @Override
            public void behave(Behaviour behaviour) throws Exception {
                directory.behave(behaviour);
            }

            @Override
            public Map<String, String> settings() {
                return Map.of(
                        "address.type", "postal",
                        "post.origin", "de-CH",
                        "senders.post", "spool",
                        "sender.spool.folder", directory.path.toString());
            }

            @Override
            public Transmitter sender() {
                return new SpoolTransmitter(
                        PostalLetters.printer(), directory.path, PostalLetters.CLOCK, new SecureRandom());
            }

            @Override
            public int attempts() {
                return accepted().size();
            }

            @Override
            public List<Arrived> accepted() {
                return directory.letters();
            }

            @Override
            public void close() {}
        };
    }

    /** The directory, which is away while it is out of order. */
    private static final class Directory {
        private Path path = Path.of("");
        private final Map<Path, OtherSide.Arrived> read = new LinkedHashMap<>();

        private Path away() {
            return path.resolveSibling("away");
        }

        void behave(OtherSide.Behaviour behaviour) throws Exception {
            boolean works = behaviour == OtherSide.Behaviour.ACCEPTS;
            if (works != Files.exists(path)) {
                Files.move(works ? away() : path, works ? path : away());
            }
        }

        /** Reads all files, which must be pairs of a letter and a slip. */
        List<OtherSide.Arrived> letters() {
            // Names are random, so the order is that in which the test finds the letters.
            files().stream()
                    .filter(file -> file.toString().endsWith(".json"))
                    .forEach(slip -> read.computeIfAbsent(slip, Directory::letter));
            return List.copyOf(read.values());
        }

        private static OtherSide.Arrived letter(Path slip) {
            Path letter = Path.of(slip.toString().replaceFirst("json$", "pdf"));
            return Unchecked.call(() -> LetterSide.read(
                    new ObjectMapper()
                            .readTree(slip.toFile())
                            .path("address")
                            .path("CONTACT_NAME")
                            .asText(),
                    Files.readAllBytes(letter)));
        }

        private List<Path> files() {
            if (!Files.exists(path)) {
                return List.of();
            }
            List<Path> files = Unchecked.call(() -> {
                try (Stream<Path> listed = Files.list(path)) {
                    return listed.sorted().toList();
                }
            });
            for (Path file : files) {
                if (!file.getFileName().toString().matches("\\d{8}T\\d{6}Z-[0-9a-f]{16}\\.(json|pdf)")) {
                    throw new AssertionError(file);
                }
            }
            return files;
        }
    }
}

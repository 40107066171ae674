package dev.challenger.transmission.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.transmission.Dialogue;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Puts letters into a directory, also into one that is full, missing or slow. */
class SpoolTransmitterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private SpoolTransmitter sender(Spool spool, Duration limit) {
        return new SpoolTransmitter(PostalLetters.printer(), spool, limit, PostalLetters.CLOCK, new SecureRandom());
    }

    private TransmissionException failure(Spool spool, Duration limit) {
        try (SpoolTransmitter sender = sender(spool, limit)) {
            return assertThrows(
                    TransmissionException.class, () -> sender.send(PostalLetters.letter(PostalLetters.BERLIN)));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aLetterIsAPdfAndAJson() throws Exception {
        Receipt receipt;
        try (SpoolTransmitter sender = sender(new Spool(directory), Duration.ofSeconds(30))) {
            receipt = sender.send(PostalLetters.letter(PostalLetters.BERLIN));
        }

        String name = receipt.id().orElseThrow();
        assertTrue(name.matches("20261126T100000Z-[0-9a-f]{16}"), name);
        assertEquals(List.of(name + ".json", name + ".pdf"), names());
        try (PrintedLetter letter = new PrintedLetter(Files.readAllBytes(directory.resolve(name + ".pdf")))) {
            assertTrue(letter.text().contains("1234 5678"));
        }
        String json = Files.readString(directory.resolve(name + ".json"));
        JsonNode slip = JSON.readTree(json);
        assertEquals("DE", slip.path("country").asText());
        assertEquals("en", slip.path("language").asText());
        assertEquals("Sample Shop", slip.path("client").asText());
        assertEquals("K7M2", slip.path("reference").asText());
        assertEquals("Alice Liddell", slip.path("address").path("CONTACT_NAME").asText());
        assertEquals("DEUTSCHLAND", slip.path("lines").path(3).asText());
        assertFalse(json.contains("12345678"), json);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseMayReadTheFiles() throws Exception {
        new Spool(directory).put("a", new byte[] {1}, new byte[] {2});

        for (String name : names()) {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory.resolve(name));
            assertTrue(
                    Set.of(
                                    PosixFilePermission.OWNER_READ,
                                    PosixFilePermission.OWNER_WRITE,
                                    PosixFilePermission.GROUP_READ)
                            .containsAll(mode),
                    mode.toString());
        }
    }

    @Test
    void aMissingDirectoryRefusesForNow() {
        TransmissionException failure = failure(new Spool(directory.resolve("gone")), Duration.ofSeconds(30));

        assertEquals(Fault.SENDER, failure.fault());
        assertFalse(failure.mayHaveBeenAccepted());
        assertFalse(String.valueOf(failure.getMessage()).contains("Alice"));
    }

    /** A name that is taken stands for a disk that is full after the first file. */
    @Test
    void nothingIsLeftOfALetterThatIsNotWhole() throws Exception {
        Files.createDirectory(directory.resolve("a.json"));
        Files.createFile(directory.resolve("a.json").resolve("full"));

        assertThrows(IOException.class, () -> new Spool(directory).put("a", new byte[] {1}, new byte[] {2}));

        assertEquals(List.of("a.json"), names());
    }

    /** A directory that makes only so many names last. */
    private Spool syncing(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return new Spool(directory) {
            @Override
            void sync() throws IOException {
                if (left.getAndDecrement() <= 0) {
                    throw new IOException("no sync");
                }
            }
        };
    }

    @Test
    void aDirectoryThatMakesNoNamesLastTakesNoLetter() throws Exception {
        TransmissionException failure = failure(syncing(0), Duration.ofSeconds(30));

        assertEquals(Fault.SENDER, failure.fault());
        assertFalse(failure.mayHaveBeenAccepted());
        assertEquals(List.of(), names());
        try (SpoolTransmitter sender = sender(syncing(0), Duration.ofSeconds(30))) {
            assertThrows(TransmissionException.class, () -> sender.check(Dialogue.UNHEARD));
        }
    }

    /** The other program may have taken both files. Another sender would print the letter again. */
    @Test
    void aLetterWithItsNameIsHandedOverWhateverFailsThen() throws Exception {
        try (SpoolTransmitter sender = sender(syncing(1), Duration.ofSeconds(30))) {
            sender.send(PostalLetters.letter(PostalLetters.BERLIN));
        }

        assertEquals(2, names().size());
    }

    @Test
    void aSlowFileSystemIsNotWaitedForWithoutEnd() {
        CountDownLatch end = new CountDownLatch(1);
        Spool slow = new Spool(directory) {
            @Override
            void put(String name, byte[] pdf, byte[] json) throws IOException {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };

        TransmissionException failure = failure(slow, Duration.ofMillis(50));

        assertEquals(Fault.TIME_OUT, failure.fault());
        assertTrue(failure.mayHaveBeenAccepted());
    }

    @Test
    void aClosedSenderRefuses() {
        SpoolTransmitter sender = sender(new Spool(directory), Duration.ofSeconds(30));
        sender.close();
        sender.close();

        assertThrows(TransmissionException.class, () -> sender.send(PostalLetters.letter(PostalLetters.BERLIN)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theCheckFindsADirectoryInWhichOthersMayReplaceLetters() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        try (SpoolTransmitter sender = sender(new Spool(directory), Duration.ofSeconds(30))) {
            TransmissionException failure =
                    assertThrows(TransmissionException.class, () -> sender.check(Dialogue.UNHEARD));

            assertTrue(String.valueOf(failure.getMessage()).contains("chmod o-w"), failure + "");
            assertEquals(List.of(), names());
        }
    }

    @Test
    void theCheckLeavesNothingBehind() throws Exception {
        try (SpoolTransmitter good = sender(new Spool(directory), Duration.ofSeconds(30));
                SpoolTransmitter bad = sender(new Spool(directory.resolve("gone")), Duration.ofSeconds(30))) {
            good.check(Dialogue.UNHEARD);

            assertEquals(List.of(), names());
            assertThrows(TransmissionException.class, () -> bad.check(Dialogue.UNHEARD));
        }
    }
}

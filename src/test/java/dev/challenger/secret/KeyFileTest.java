package dev.challenger.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.AtOnce;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how key files are made, read, extended and refused. */
final class KeyFileTest {
    private static final String OTHER = "Z".repeat(51) + "G";

    @TempDir
    private Path directory;

    @Test
    void aMissingFileIsMadeAndOnlyItsOwnerMayReadIt() throws IOException {
        Path path = directory.resolve("new/deep/keys");

        Keys keys = open(path);

        assertEquals(1, keys.newest().id());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(List.of(path), list(path.resolveSibling(".")));
    }

    @Test
    void theNextStartReadsTheSameKey() throws IOException {
        Path path = directory.resolve("keys");

        assertEquals(open(path).newest().fingerprint(), open(path).newest().fingerprint());
    }

    @Test
    void nodesThatStartAtOnceAgreeOnOneKey() {
        Path path = directory.resolve("keys");

        List<String> fingerprints =
                AtOnce.run(16, i -> openUnchecked(path).newest().fingerprint());

        assertEquals(1, fingerprints.stream().distinct().count());
        assertEquals(List.of(path), list(directory));
    }

    @Test
    void blankLinesCommentsAndExtraBlanksAreNoKeys() throws IOException {
        Keys keys = read("# two keys\n\n1 " + TestKeys.COUNTING + "\r\n   \n  2\t" + OTHER + "  \n");

        assertEquals(2, keys.newest().id());
        assertTrue(keys.find(1).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "rw-r--r--, false",
        "rw----r--, false",
        "rw-----w-, false",
        "rw--w----, false",
        "rw-rw----, false",
        "rw-------, true",
        "r--------, true",
        "rw-r-----, true",
    })
    void aFileThatOthersMayReadOrChangeIsRefused(String permissions, boolean allowed) throws IOException {
        Path path = TestKeys.file("1 " + TestKeys.COUNTING);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

        if (allowed) {
            assertEquals(1, open(path).newest().id());
        } else {
            String message = fault(path);
            assertTrue(message.contains(path.toString()) && message.contains("chmod 600"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG",
                "x 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG",
                "0 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG",
                "-1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG",
                "4294967297 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG",
                "1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RF",
                "1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG0",
                "1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RF-",
                "1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFH",
                "1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG more",
                "1 000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG\u00e9"
            })
    void aMalformedLineIsRefusedWithoutShowingIt(String line) throws IOException {
        Path path = TestKeys.file("2 " + OTHER + "\n" + line + "\n");

        String message = fault(path);

        assertTrue(message.endsWith("has a line that is not an id and 52 symbols"), message);
        assertFalse(message.contains("GK2GAHC5"), message);
    }

    @Test
    void aFileThatIsNoTextIsRefusedLikeAMalformedLine() throws IOException {
        Path path = TestKeys.file("");
        Files.write(path, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, '1'});

        assertTrue(fault(path).endsWith("has a line that is not an id and 52 symbols"), fault(path));
    }

    @Test
    void twoKeysWithOneIdAreRefused() throws IOException {
        String message = fault(TestKeys.file("1 " + TestKeys.COUNTING + "\n1 " + OTHER + "\n"));

        assertTrue(message.endsWith("has two keys with the same id"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# no key\n"})
    void aFileWithoutAKeyIsRefusedAndNotFilled(String text) throws IOException {
        Path path = TestKeys.file(text);

        assertTrue(fault(path).endsWith("has no key"), fault(path));
        assertEquals(text, Files.readString(path, StandardCharsets.UTF_8));
    }

    @Test
    void anUnusablePathIsRefusedByName() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "").resolve("keys");

        assertTrue(fault(path).startsWith("the key file " + path + " cannot be read or created: "), fault(path));
    }

    @Test
    void theLogNamesThePathOnceAndNeverTheContents() throws IOException {
        Path path = directory.resolve("keys");
        try (CapturedLog log = new CapturedLog()) {
            open(path);
            open(path);

            assertEquals(
                    List.of("Created the key file " + path + ". Back it up, and give every node the same file"),
                    log.ours());
            // Commands log no less than nodes do.
            assertEquals(Level.WARNING, log.all().get(0).level());
        }
    }

    @Test
    void aKeyThatIsAddedIsTheNewestAndTheOthersStay() throws IOException {
        Path path = TestKeys.file("# ours\n7 " + TestKeys.COUNTING);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        Keys keys = add(path);

        assertEquals(List.of(7, 8), keys.all().stream().map(Key::id).toList());
        assertEquals(keys.newest().fingerprint(), open(path).newest().fingerprint());
        assertTrue(Files.readString(path).startsWith("# ours\n7 " + TestKeys.COUNTING + "\n8 "));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(List.of(path), list(path.resolveSibling(".")));
    }

    @Test
    void theKeyAddedToAMissingFileIsTheFirst() throws IOException {
        Path path = directory.resolve("keys");

        assertEquals(1, add(path).newest().id());
        assertEquals(List.of(path), list(directory));
    }

    @Test
    void keysAddedAtOnceAreAllThereOrRefused() throws IOException {
        Path path = TestKeys.file("1 " + TestKeys.COUNTING + "\n");

        List<Boolean> added = AtOnce.run(8, i -> {
            try {
                return add(path).newest().id() > 1;
            } catch (IOException e) {
                return !String.valueOf(e.getMessage()).contains("right now");
            }
        });

        long successes = added.stream().filter(yes -> yes).count();
        assertTrue(successes >= 1);
        assertEquals(1 + successes, open(path).all().size());
    }

    @Test
    void nothingIsAddedToAFileWithAFault() throws IOException {
        Path path = TestKeys.file("1 " + TestKeys.COUNTING + "\n1 " + OTHER + "\n");
        String before = Files.readString(path);

        String message =
                String.valueOf(assertThrows(IOException.class, () -> add(path)).getMessage());

        assertTrue(message.endsWith("has two keys with the same id"), message);
        assertEquals(before, Files.readString(path));
        assertEquals(List.of(path), list(path.resolveSibling(".")));
    }

    @Test
    void noKeyIsAddedAfterTheHighestPossibleId() throws IOException {
        Path path = TestKeys.file("2147483647 " + TestKeys.COUNTING + "\n");

        assertThrows(IOException.class, () -> add(path));
        assertEquals(1, open(path).all().size());
    }

    @Test
    void aKeyAddedMeanwhileIsFoundOnceItIsNeeded() throws IOException {
        Path path = TestKeys.file("1 " + TestKeys.COUNTING + "\n");
        Keys running = open(path);
        add(path);

        assertEquals(1, running.newest().id());
        assertTrue(running.find(2).isPresent());
        assertEquals(2, running.newest().id());
        assertTrue(running.find(3).isEmpty());
    }

    @Test
    void aRunningServiceKeepsItsKeysWhateverHappensToTheFile() throws IOException {
        Path path = TestKeys.file("1 " + TestKeys.COUNTING + "\n");
        Keys running = open(path);
        String before = running.newest().fingerprint();

        Files.writeString(path, "1 " + OTHER + "\n");
        assertTrue(running.find(2).isEmpty());
        Files.writeString(path, "nonsense\n");
        assertTrue(running.find(2).isEmpty());
        Files.delete(path);
        assertTrue(running.find(2).isEmpty());

        assertEquals(
                List.of(before), running.all().stream().map(Key::fingerprint).toList());
        assertFalse(Files.exists(path));
    }

    private static Keys add(Path path) throws IOException {
        return new KeyFile(path).add(new Secrets());
    }

    private static String fault(Path path) {
        return String.valueOf(assertThrows(IOException.class, () -> open(path)).getMessage());
    }

    private static Keys read(String text) throws IOException {
        return open(TestKeys.file(text));
    }

    private static Keys open(Path path) throws IOException {
        return new KeyFile(path).open(new Secrets());
    }

    private static Keys openUnchecked(Path path) {
        try {
            return open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory.normalize())) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

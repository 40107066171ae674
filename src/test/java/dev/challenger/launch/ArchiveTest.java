package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that archives are read in files and in other archives, and that damaged ones are refused. */
class ArchiveTest {
    private final Path file;

    ArchiveTest(@TempDir Path directory) {
        file = directory.resolve("a.zip");
    }

    private static final class Zip {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(bytes);

        Zip deflated(String name, String content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Zip stored(String name, byte[] content) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            return this;
        }

        Zip comment(String comment) {
            zip.setComment(comment);
            return this;
        }

        byte[] bytes() throws IOException {
            zip.close();
            return bytes.toByteArray();
        }
    }

    private Archive open(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
        return new Archive(opened, 0, opened.length());
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "PK\005\006 is how the end of an archive begins"})
    void entriesAreReadWhateverTheComment(String comment) throws IOException {
        Archive archive = open(new Zip()
                .deflated("größe", "abc".repeat(10_000))
                .stored("stored", new byte[] {1, 2, 3})
                .deflated("empty", "")
                .comment(comment)
                .bytes());

        assertEquals("abc".repeat(10_000), text(archive.read("größe")));
        assertArrayEquals(new byte[] {1, 2, 3}, archive.read("stored"));
        assertEquals("", text(archive.read("empty")));
        assertNull(text(archive.read("nothing")));
        assertEquals(Set.of("größe", "stored", "empty"), archive.names());
    }

    @Test
    void anArchiveInAnotherIsReadWhereItLies() throws IOException {
        byte[] inner = new Zip().deflated("a/b", "inner").comment("c").bytes();
        Archive archive =
                open(new Zip().stored("x.jar", inner).deflated("y", "outer").bytes());

        assertEquals("inner", text(archive.nested("x.jar").read("a/b")));
        assertEquals("outer", text(archive.read("y")));
    }

    @Test
    void theNewestVersionThatThisJavaCanRunIsChosen() throws IOException {
        byte[] several = new Zip()
                .deflated("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMulti-Release: true\r\n")
                .deflated("A", "8")
                .deflated("META-INF/versions/9/A", "9")
                .deflated("META-INF/versions/17/A", "17")
                .deflated("META-INF/versions/9999/A", "9999")
                .deflated("META-INF/versions/11/B", "only 11")
                .bytes();
        byte[] one = new Zip()
                .deflated("A", "8")
                .deflated("META-INF/versions/9/A", "9")
                .bytes();
        Archive archive =
                open(new Zip().stored("several", several).stored("one", one).bytes());

        assertEquals("17", text(archive.nested("several").read("A")));
        assertEquals("only 11", text(archive.nested("several").read("B")));
        assertEquals("8", text(archive.nested("one").read("A")));
    }

    /** A file system of the JDK closes its archive in this case. */
    @Test
    void anInterruptedThreadDoesNotCloseTheArchive() throws IOException {
        Archive archive = open(new Zip().deflated("a", "content").bytes());

        Thread.currentThread().interrupt();
        String first = text(archive.read("a"));
        boolean interrupted = Thread.interrupted();

        assertEquals("content", first);
        assertEquals(true, interrupted);
        assertEquals("content", text(archive.read("a")));
    }

    @Test
    void anArchiveThatIsCompressedInAnotherIsRefused() throws IOException {
        Archive archive = open(new Zip().deflated("x.jar", "PK").bytes());

        ZipException refusal = assertThrows(ZipException.class, () -> archive.nested("x.jar"));

        assertEquals("x.jar is compressed or missing; run the WAR as it was built", refusal.getMessage());
    }

    /** Cuts an archive off at every length, and changes each of its bytes. */
    @Test
    void damageNeverYieldsOtherErrors() throws IOException {
        byte[] whole =
                new Zip().deflated("a", "content").stored("b", new byte[5]).bytes();
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) 0xFF;
            readAll(changed);
            readAll(Arrays.copyOf(whole, at));
        }
    }

    private void readAll(byte[] bytes) {
        try {
            Archive archive = open(bytes);
            for (String name : archive.names()) {
                archive.read(name);
            }
        } catch (IOException e) {
            // As it should be. Where the damage is in a name or a time, there is no exception at all.
        }
    }
}

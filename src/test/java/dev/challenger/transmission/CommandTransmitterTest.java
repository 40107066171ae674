package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.testing.Addresses;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.CapturedLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Checks how a helper command is started, fed and judged. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts")
final class CommandTransmitterTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path directory;
    private final Scripts scripts;

    CommandTransmitterTest(@TempDir Path directory) {
        this.directory = directory;
        scripts = new Scripts(directory);
    }

    @Test
    void theCommandGetsTheAddressAsItsArgumentAndTheTextOnItsInput() throws Exception {
        Path command = scripts.write("printf '%s|%s' $# \"$1\" > arguments; cat > input; echo end >> input");

        transmitter(command).send(letter("alice@example.com", "ignored", "Grüße: 1234-5678\nBye\n"));

        assertEquals("1|{\"CONTACT_EMAIL\":\"alice@example.com\"}", scripts.read("arguments"));
        assertEquals("Grüße: 1234-5678\nBye\nend\n", scripts.read("input"));
    }

    @Test
    void anAddressIsOneArgumentAndNothingInItIsExecuted() throws Exception {
        Path command = scripts.write("printf '%s' \"$1\" > argument");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("CONTACT_NAME", "\"; touch $(touch oops) `touch oops` 'x' \\");
        fields.put("ADDRESS_LINES", "Straße 1\r\nЕкатеринбург\t🎉\0\u2028");
        fields.put("ADDRESS_COUNTRY", "--help");

        transmitter(command).send(Letters.letter(Addresses.of(fields), "", ""));

        String argument = scripts.read("argument");
        assertEquals(fields, new ObjectMapper().readValue(argument, Map.class));
        assertTrue(argument.chars().allMatch(c -> c >= ' ' && c < 127), argument);
        assertFalse(Files.exists(directory.resolve("oops")));
    }

    @Test
    void anyOtherStatusIsAFailure() throws IOException {
        Path command = scripts.write("exit 7");

        assertEquals(command + " ended with status 7", Failures.of(transmitter(command), letter()));
    }

    @Test
    void aCommandEndedByASignalIsAFailure() throws IOException {
        Path command = scripts.write("kill -9 $$");

        assertEquals(command + " ended with status 137", Failures.of(transmitter(command), letter()));
    }

    @Test
    void aMissingCommandIsAFailure() {
        Path command = directory.resolve("nothing");

        assertEquals(
                "Cannot run program \"" + command + "\" (in directory \"/\"): error=2, No such file or directory",
                Failures.of(transmitter(command), letter()));
    }

    @Test
    void aFileThatIsNotExecutableIsAFailure() throws IOException {
        Path command = Files.writeString(directory.resolve("text"), "hello");

        assertEquals(
                "Cannot run program \"" + command + "\" (in directory \"/\"): error=13, Permission denied",
                Failures.of(transmitter(command), letter()));
    }

    @Test
    void theOutputOfAFailedCommandIsLoggedWithoutTanAndAddress() throws Exception {
        Path command = scripts.write("echo to \"$1\"; echo; cat; printf 'no\\033[1mway\\n' >&2; exit 1");

        try (CapturedLog log = new CapturedLog()) {
            Failures.of(transmitter(command), letter());

            String line = command + " printed: to {\"CONTACT_EMAIL\":\"***\"} Your code is ***. no [1mway";
            assertEquals(List.of(new Entry(CommandTransmitter.class.getName(), Level.WARNING, line)), log.all());
        }
    }

    @Test
    void ourSettingsAreNotInItsEnvironmentAndTheLocaleDoesNotMatter() throws Exception {
        Path command =
                scripts.write("env > environment; pwd > directory.txt; printf '%s' \"$1\" > argument; cat > input");
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sending.class.getName(),
                command.toString());
        jvm.environment().putAll(Map.of("CHALLENGER_DB_PASSWORD", "sesame", "OTHER", "stays", "LC_ALL", "C"));

        assertEquals(0, jvm.inheritIO().start().waitFor());

        List<String> environment = scripts.read("environment").lines().toList();
        assertFalse(environment.stream().anyMatch(variable -> variable.contains("sesame")));
        assertTrue(environment.contains("OTHER=stays"));
        assertEquals("{\"CONTACT_EMAIL\":\"alice@b\\u00FCcher.example\"}", scripts.read("argument"));
        assertEquals("Grüße", scripts.read("input"));
    }

    /** A program that sends a message by the command in its argument. */
    static final class Sending {
        private Sending() {}

        public static void main(String... arguments) throws TransmissionException {
            transmitter(Path.of(arguments[0])).send(letter("alice@bücher.example", "", "Grüße"));
        }
    }

    private static CommandTransmitter transmitter(Path command) {
        return new CommandTransmitter(command, LONG);
    }
}

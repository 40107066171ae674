package dev.challenger.transmission;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.testing.Unchecked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the conformance suite against a helper command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts")
final class CommandContractIT extends NodeContract {
    @TempDir
    private Path directory;

    private final Command command = new Command();

    @BeforeEach
    void writeTheCommand() throws Exception {
        Path script = new Scripts(directory).write("""
                : >> attempts; n=$(wc -l < attempts); echo x >> attempts
                case $(cat behaviour) in
                ACCEPTS) printf '%s' "$1" > argument.$n; cat > input.$n;;
                KNOWS_NO_SUCH_ADDRESS) echo "no $1"; exit 67;;
                REFUSES) cat; exit 1;;
                HANGS) sleep 600;;
                esac""");
        command.script = script;
        command.behave(OtherSide.Behaviour.ACCEPTS);
    }

    @Override
    OtherSide otherSide() {
        // Called before this object is complete.
        return new OtherSide() {
            @Override
            public void behave(Behaviour behaviour) throws Exception {
                command.behave(behaviour);
            }

            @Override
            public Map<String, String> settings() {
                return Map.of("command.email", command.script().toString(), "command.timeout", "PT2S");
            }

            @Override
            public Transmitter sender() {
                // A hanging command needs no time.
                return new CommandTransmitter(
                        command.script(), command.hangs ? Duration.ofMillis(300) : Duration.ofSeconds(2));
            }

            @Override
            public int attempts() throws Exception {
                return command.attempts();
            }

            @Override
            public List<Arrived> accepted() throws Exception {
                return command.accepted();
            }

            @Override
            public void close() {}
        };
    }

    /** The files of the command. */
    private static final class Command {
        private Path script = Path.of("");
        private boolean hangs;

        Path script() {
            return script;
        }

        private Path file(String name) {
            return Objects.requireNonNull(script.getParent()).resolve(name);
        }

        void behave(OtherSide.Behaviour behaviour) throws Exception {
            hangs = behaviour == OtherSide.Behaviour.HANGS;
            Files.writeString(file("behaviour"), behaviour.name());
            boolean works = behaviour != OtherSide.Behaviour.IS_OUT_OF_ORDER;
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(works ? "rwx------" : "rw-------"));
        }

        int attempts() throws Exception {
            return Files.exists(file("attempts"))
                    ? Files.readAllLines(file("attempts")).size()
                    : 0;
        }

        List<OtherSide.Arrived> accepted() throws Exception {
            ObjectMapper json = new ObjectMapper();
            Stream<Path> arguments = IntStream.range(0, attempts())
                    .mapToObj(number -> file("argument." + number))
                    .filter(Files::exists);
            return arguments
                    .map(argument -> Unchecked.call(() -> new OtherSide.Arrived(
                            json.readTree(Files.readString(argument))
                                    .path("CONTACT_EMAIL")
                                    .asText(),
                            Files.readString(Path.of(argument.toString().replace("argument.", "input."))))))
                    .toList();
        }
    }
}

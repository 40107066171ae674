package dev.challenger.transmission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.testing.Unchecked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** A helper command, which keeps what it got in files of its directory. */
class CommandSide implements OtherSide {
    private Path script = Path.of("");
    private boolean hangs;

    void install(Path directory) throws Exception {
        script = new Scripts(directory).write("""
                : >> attempts; n=$(wc -l < attempts); echo x >> attempts
                case $(cat behaviour) in
                ACCEPTS) printf '%s' "$1" > argument.$n; cat > input.$n;;
                KNOWS_NO_SUCH_ADDRESS) echo "no $1"; exit 67;;
                REFUSES) cat; exit 1;;
                HANGS) sleep 600;;
                esac""");
        behave(Behaviour.ACCEPTS);
    }

    private Path file(String name) {
        return Objects.requireNonNull(script.getParent()).resolve(name);
    }

    @Override
    public void behave(Behaviour behaviour) throws Exception {
        hangs = behaviour == Behaviour.HANGS;
        Files.writeString(file("behaviour"), behaviour.name());
        boolean works = behaviour != Behaviour.IS_OUT_OF_ORDER;
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(works ? "rwx------" : "rw-------"));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("command.email", script.toString(), "command.timeout", "PT2S");
    }

    Optional<Printer> printer() {
        return Optional.empty();
    }

    @Override
    public Transmitter sender() {
        // A hanging command needs no time.
        return new CommandTransmitter(script, hangs ? Duration.ofMillis(300) : Duration.ofSeconds(2), 5, printer());
    }

    @Override
    public int attempts() throws Exception {
        return Files.exists(file("attempts"))
                ? Files.readAllLines(file("attempts")).size()
                : 0;
    }

    @Override
    public List<Arrived> accepted() throws Exception {
        return IntStream.range(0, attempts())
                .filter(number -> Files.exists(file("argument." + number)))
                .mapToObj(number -> Unchecked.call(() -> read(
                        new ObjectMapper().readTree(Files.readString(file("argument." + number))),
                        Files.readAllBytes(file("input." + number)))))
                .toList();
    }

    Arrived read(JsonNode address, byte[] input) {
        return new Arrived(address.path(field()).asText(), new String(input, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}

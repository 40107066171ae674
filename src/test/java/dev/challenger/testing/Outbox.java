package dev.challenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real helper command, and what it was given. */
public final class Outbox {
    private static final Pattern TAN = Pattern.compile("\\b(\\d{4}-\\d{4})\\b");

    private final Path directory;
    private final Path command;

    /** @param directory an empty one */
    public Outbox(Path directory) {
        this.directory = directory;
        this.command = directory.resolve("send");
        succeed();
    }

    /** From now on it hands messages over. */
    public void succeed() {
        write("printf %s \"$1\" > address && cat > text && echo >> count");
    }

    /** From now on it hands nothing over. */
    public void fail() {
        write("exit 1");
    }

    private void write(String line) {
        try {
            Files.writeString(command, "#!/bin/sh\ncd '" + directory + "'\n" + line + "\n");
            Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its path, for the settings. */
    public String command() {
        return command.toString();
    }

    /** How many messages it handed over. */
    public int count() {
        return Files.exists(directory.resolve("count")) ? read("count").length() : 0;
    }

    /** The address of the newest message. */
    public JsonNode address() {
        try {
            return new JsonMapper().readTree(read("address"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the newest message. */
    public String text() {
        return read("text");
    }

    /** The TAN of the newest message, as written there. */
    public String newestTan() {
        Matcher tan = TAN.matcher(text());
        if (!tan.find()) {
            throw new AssertionError("the message has no TAN");
        }
        return tan.group(1);
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

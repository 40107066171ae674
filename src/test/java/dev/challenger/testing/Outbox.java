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

/** A real helper command that keeps the messages it gets. */
public final class Outbox {
    private static final Pattern TAN = Pattern.compile("\\b(\\d{4} ?\\d{4})\\b");

    private final Path directory;
    private final Path command;

    /** @param directory an empty one */
    public Outbox(Path directory) {
        this.directory = directory;
        this.command = directory.resolve("send");
        succeed();
    }

    /** Lets the command succeed from now on. */
    public void succeed() {
        write("printf %s \"$1\" > address && cat > text && echo >> count");
    }

    /** Lets the command fail from now on. */
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

    /** Returns the command's path, for the settings. */
    public String command() {
        return command.toString();
    }

    /** Returns the number of messages that the command handed over. */
    public int count() {
        return Files.exists(directory.resolve("count")) ? read("count").length() : 0;
    }

    /** Returns the address of the newest message. */
    public JsonNode address() {
        try {
            return new JsonMapper().readTree(read("address"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of the newest message. */
    public String text() {
        return read("text");
    }

    /** Returns the TAN of the newest message, as written there. */
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

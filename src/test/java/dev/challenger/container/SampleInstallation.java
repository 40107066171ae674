package dev.challenger.container;

import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The installation of an operator before the sample application is deployed: a database, a mail server, a command
 * that sends SMS.
 */
record SampleInstallation(World world, Path directory) implements AutoCloseable {
    private static final Pattern TAN = Pattern.compile("\\b(\\d{8})\\b");

    SampleInstallation(Path directory) throws IOException {
        this(World.with(), Files.createDirectories(directory.resolve("sample")));
        // Like the scripts of SMS providers: the number comes from the argument, the text from standard input.
        Path script = Files.writeString(directory.resolve("sample/sms"), """
                #!/bin/sh
                cd '%s' || exit 1
                number=$(printf '%%s' "$1" | sed -n 's/.*"CONTACT_PHONE":"+\\([0-9]*\\)".*/\\1/p')
                test -n "$number" && cat > "$number.txt"
                """.formatted(directory.resolve("sample")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** Returns the JNDI entries by their names below {@code java:comp/env/sample/}. */
    Map<String, Object> settings(boolean migrations) {
        return Map.of(
                "key-file",
                directory.resolve("keys").toString(),
                "sms-command",
                directory.resolve("sms").toString(),
                "mail-port",
                world.mailbox().port(),
                "migrations",
                migrations);
    }

    /** Makes the tables by hand on one connection, as embed.md describes it for applications without Flyway. */
    void makeTables() throws IOException {
        try (Connection connection = world.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (Path script : scripts()) {
                String text = Files.readString(script).replaceAll("(?m)^\\s*--.*$", "");
                for (String part : text.split(";\\s*\n")) {
                    if (!part.isBlank()) {
                        statement.execute(part);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> scripts() throws IOException {
        Path directory = Path.of("db/mfa");
        return Files.readAllLines(directory.resolve("scripts")).stream()
                .map(directory::resolve)
                .toList();
    }

    /** Returns the TAN of the newest message to a number or an e-mail address. */
    String newestTan(String address) throws IOException {
        if (address.contains("@")) {
            return world.mailbox().newestTan(address);
        }
        Matcher tan = TAN.matcher(Files.readString(directory.resolve(address.substring(1) + ".txt")));
        if (!tan.find()) {
            throw new AssertionError("the message has no TAN");
        }
        return tan.group(1);
    }

    @Override
    public void close() {
        world.close();
    }
}

package dev.challenger.container;

import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestDatabase;
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
import java.util.stream.Stream;

/** What an operator has before the sample application is deployed: a database, a mail server, a way to send SMS. */
record SampleInstallation(TestDatabase database, Mailbox mailbox, Path directory) implements AutoCloseable {
    private static final Pattern TAN = Pattern.compile("\\b(\\d{4}-\\d{4})\\b");

    SampleInstallation(Path directory) throws IOException {
        this(TestDatabase.fresh(), new Mailbox(), Files.createDirectories(directory.resolve("sample")));
        // As providers' scripts do: the number from the argument, the text from standard input.
        Path script = Files.writeString(directory.resolve("sample/sms"), """
                #!/bin/sh
                cd '%s' || exit 1
                number=$(printf '%%s' "$1" | sed -n 's/.*"CONTACT_PHONE":"+\\([0-9]*\\)".*/\\1/p')
                test -n "$number" && cat > "$number.txt"
                """.formatted(directory.resolve("sample")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** By their names below {@code java:comp/env/sample/}. */
    Map<String, Object> settings(boolean migrations) {
        return Map.of(
                "key-file",
                directory.resolve("keys").toString(),
                "sms-command",
                directory.resolve("sms").toString(),
                "mail-port",
                mailbox.port(),
                "migrations",
                migrations);
    }

    /** By hand, as embed.md says for applications without Flyway. */
    void makeTables() throws IOException, SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (Path script : scripts()) {
                String text = Files.readString(script).replaceAll("(?m)^\\s*--.*$", "");
                for (String sql : text.split(";\\s*\n")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
        }
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("db/mfa"))) {
            return scripts.sorted().toList();
        }
    }

    /** The TAN of the newest message to a number or an e-mail address. */
    String newestTan(String address) throws IOException {
        if (address.contains("@")) {
            return mailbox.newestTan(address);
        }
        Matcher tan = TAN.matcher(Files.readString(directory.resolve(address.substring(1) + ".txt")));
        if (!tan.find()) {
            throw new AssertionError("the message has no TAN");
        }
        return tan.group(1);
    }

    @Override
    public void close() {
        mailbox.close();
        database.close();
    }
}

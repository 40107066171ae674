package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code check --send-to} tries each sender of a channel, and shows everything but secrets. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts, and files have modes")
class CheckSendToIT {
    private static final String SECRET = "s3cr3t/token+1";

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final StubGateway gateway = new StubGateway();

    @TempDir
    private Path directory;

    private final CommandLine cli = new CommandLine(database.settings());

    @BeforeEach
    void settings() {
        cli.settings.put("http.base-url", "https://challenger.example.com");
        cli.settings.put("key.file", TestKeys.newFile());
        cli.settings.put("phone.countries", "CH");
    }

    private Path script(String name, String lines) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sets up phones with a gateway first, and a command for Germany. */
    private void phones(String lines) throws IOException {
        cli.settings.put("address.type", "phone");
        cli.settings.put("senders.phone", "web");
        cli.settings.put("senders.phone.by-country", "DE shell");
        cli.settings.put("sender.shell.command", script("shell", lines).toString());
        cli.settings.put(
                "sender.web.request",
                "POST " + gateway.url() + "/send?key=${password}&to=${to}\nAuthorization: Basic ${basic}\n"
                        + "Content-Type: application/json\n\n{\"text\": \"${text}\", \"code\": \"${code}\"}");
        cli.settings.put("sender.web.user", "me-at-gateway");
        cli.settings.put("sender.web.password", SECRET);
        cli.settings.put("sender.web.message-id", "/id");
    }

    @Test
    void eachSenderOfTheChannelSendsAProbeAndShowsTheDialogueWithoutSecrets() throws IOException {
        phones("cat > '" + directory + "/input'; echo handed over");
        gateway.play((request, connection) -> StubGateway.send(
                connection,
                201,
                "Content-Type: application/json",
                "{\"id\": \"m-1\",\r\n \"echo\": \"" + SECRET + " " + request.header("Authorization") + "\"}"));

        assertEquals(0, cli.run("check", "--send-to", "+41 79 123 45 67"), cli.out());

        String out = cli.out();
        assertTrue(out.contains("sender web:\n  > POST " + gateway.url() + "/send?key=***&to=%2B41791234567\n"), out);
        assertTrue(out.contains("  < 201\n  < {\"id\": \"m-1\",\n  <  \"echo\": \"*** Basic ***\"}\n"), out);
        assertTrue(out.contains("  accepted: id m-1, reply http 201\nprobe by sender web: ok\n"), out);
        assertTrue(out.contains(" {\"CONTACT_PHONE\":\"+41791234567\"}\n  < handed over\n  < exit status 0\n"), out);
        String text = Files.readString(directory.resolve("input"));
        assertTrue(text.contains("This is a test message. The operator of challenger.example.com sent it"), text);
        assertFalse(text.matches("(?s).*\\d{4}.*"), text);
        assertEquals(
                1,
                gateway.requests().stream()
                        .filter(request -> request.line().startsWith("POST"))
                        .count());
    }

    @Test
    void everyFaultIsALineAndTheExitStatusSaysSo() throws IOException {
        phones("echo no credit >&2; exit 1");
        gateway.answer(402, "{\"error\": \"no credit\"}");

        assertEquals(5, cli.run("check", "--send-to", "+41791234567"), cli.out());

        String out = cli.out();
        assertTrue(out.contains("  < 402\n  < {\"error\": \"no credit\"}\n"), out);
        assertTrue(out.contains("probe by sender web: web: refused with http 402\n"), out);
        assertTrue(out.contains("  < no credit\n  < exit status 1\n"), out);
        assertTrue(out.contains("shell ended with status 1\n"), out);
    }

    @Test
    void aMailServerGetsAProbeAndNothingShowsThePassword() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("shop@example.com", "shop", SECRET);
        server.start();
        try {
            cli.settings.put("mail.host", "127.0.0.1");
            cli.settings.put("mail.port", Integer.toString(server.getSmtp().getPort()));
            cli.settings.put("mail.security", "none");
            cli.settings.put("mail.from", "Challenger <challenger@example.com>");
            cli.settings.put("mail.user", "shop");
            cli.settings.put("mail.password", SECRET);

            assertEquals(0, cli.run("check"), cli.out());
            assertEquals(0, server.getReceivedMessages().length);
            assertEquals(0, cli.run("check", "--send-to", "me@example.org"), cli.out());

            String out = cli.out();
            assertTrue(out.contains("  > EHLO example.com\n"), out);
            assertTrue(out.contains("  > AUTH PLAIN ***\n  < 235 "), out);
            assertTrue(out.contains("  > RCPT TO:<me@example.org>\n  < 250 "), out);
            assertTrue(out.contains("  accepted: id <"), out);
            assertFalse(out.contains(SECRET), out);
            assertEquals(1, server.getReceivedMessages().length);
            String body = GreenMailUtil.getBody(server.getReceivedMessages()[0]);
            assertTrue(body.contains("It has no code for you"), body);
        } finally {
            server.stop();
        }
    }

    @Test
    void theAddressMayComeFromStandardInput() throws IOException {
        phones("exit 0");

        assertEquals(0, cli.runWithInput("+41791234567\n", "check", "--send-to", "-"), cli.out());

        assertTrue(cli.out().contains("to=%2B41791234567"), cli.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a@b", "{\"CONTACT_NAME\": \"x\"}", "{", "me@example.com"})
    void anAddressThatNoProbeCanGoToIsRefusedBeforeAnythingIsSent(String address) throws IOException {
        phones("exit 0");

        assertEquals(1, cli.run("check", "--send-to", address), cli.out());

        assertEquals(0, gateway.requests().size());
        assertFalse(cli.err().contains(address), cli.err());
    }

    @Test
    void filesThatOthersMayReadOrReplaceAreFaults() throws IOException {
        phones("exit 0");
        Path secret = Files.writeString(directory.resolve("token"), SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        cli.settings.remove("sender.web.password");
        cli.settings.put("sender.web.password.file", secret.toString());
        Path command = directory.resolve("shell");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xrwx"));

        assertEquals(3, cli.run("check"), cli.out());
        assertTrue(
                cli.out()
                        .contains("secret file " + secret
                                + ": is open to others: restrict it to its owner (chmod 600)\n"),
                cli.out());
        assertTrue(cli.out().contains("command " + command + ": every user may change it"), cli.out());

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(5, cli.run("check"), cli.out());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(0, cli.run("check"), cli.out());
    }
}

package dev.challenger.sample;

import dev.challenger.EmbeddedChallenger;
import dev.challenger.EmbeddedOptions;
import dev.challenger.mfa.TanChannel;
import dev.challenger.transmission.CommandTransmitter;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailTransmitter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Starts the TAN challenges with the application, and stops them with it. */
public final class SampleListener implements ServletContextListener {
    private @Nullable EmbeddedChallenger challenger;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        challenger = open();
        challenger.register(event.getServletContext(), new ShopProtection());
    }

    private static EmbeddedChallenger open() {
        CommandTransmitter sms =
                new CommandTransmitter(Path.of(find("sample/sms-command", String.class)), Duration.ofSeconds(30));
        MailTransmitter email = new MailTransmitter(
                mail(find("sample/mail-port", Integer.class)), InstantSource.system(), new SecureRandom());
        return new EmbeddedChallenger(
                find("jdbc/sample", DataSource.class),
                Path.of(find("sample/key-file", String.class)),
                Map.of(TanChannel.SMS, sms, TanChannel.EMAIL, email),
                find("sample/migrations", Boolean.class)
                        ? EmbeddedOptions.DEFAULT
                        : EmbeddedOptions.DEFAULT.withoutMigrations());
    }

    private static MailAccount mail(int port) {
        return new MailAccount(
                "127.0.0.1",
                port,
                MailAccount.Security.NONE,
                Optional.empty(),
                "Sample Shops <shops@example.com>",
                Optional.empty(),
                Duration.ofSeconds(10),
                MailAccount.Connections.DEFAULT);
    }

    /** Returns an entry of the container's configuration. */
    @SuppressWarnings("BanJNDI") // The names are constants and no input.
    private static <T> T find(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.<Object>doLookup("java:comp/env/" + name));
        } catch (NamingException e) {
            throw new IllegalStateException(name + " is not configured", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (challenger != null) {
            challenger.close();
        }
    }
}

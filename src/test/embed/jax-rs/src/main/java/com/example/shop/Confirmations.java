package com.example.shop;

import dev.challenger.EmbeddedChallenger;
import dev.challenger.EmbeddedOptions;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.mfa.TanChannel;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailTransmitter;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Has operations confirmed with codes. */
@WebListener
public class Confirmations implements ServletContextListener {
    @Inject
    private DataSource dataSource;

    @Inject
    private PayoutProtection protection;

    private EmbeddedChallenger challenger;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        MailAccount mail = new MailAccount(
                "localhost",
                Integer.parseInt(System.getenv("SHOP_MAIL_PORT")),
                MailAccount.Security.NONE,
                Optional.empty(),
                "Shop <shop@example.com>",
                Optional.empty(),
                Duration.ofSeconds(10),
                MailAccount.Connections.DEFAULT);
        challenger = new EmbeddedChallenger(
                dataSource,
                Path.of(System.getenv("SHOP_KEY_FILE")),
                Map.of(TanChannel.EMAIL, new MailTransmitter(mail, InstantSource.system(), new SecureRandom())),
                EmbeddedOptions.DEFAULT);

        ServletContext context = event.getServletContext();
        challenger.register(context, protection);
        FilterRegistration.Dynamic filter = context.addFilter("tan-challenges", TanChallengeFilter.class);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (challenger != null) {
            challenger.close();
        }
    }
}

package com.example.shop;

import dev.challenger.EmbeddedChallenger;
import dev.challenger.EmbeddedOptions;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.mfa.TanChannel;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailTransmitter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has operations confirmed with codes. */
@Configuration
class Confirmations {
    /** Starts after Spring Boot's own Flyway, which refuses a schema in which another one was first. */
    @Bean
    @DependsOnDatabaseInitialization
    EmbeddedChallenger challenger(
            DataSource dataSource,
            @Value("${shop.key-file}") Path keyFile,
            @Value("${shop.mail.host}") String mailHost,
            @Value("${shop.mail.port}") int mailPort) {
        MailAccount mail = new MailAccount(
                mailHost,
                mailPort,
                MailAccount.Security.NONE,
                Optional.empty(),
                "Shop <shop@example.com>",
                Optional.empty(),
                Duration.ofSeconds(10),
                MailAccount.Connections.DEFAULT);
        return new EmbeddedChallenger(
                dataSource,
                keyFile,
                Map.of(TanChannel.EMAIL, new MailTransmitter(mail, InstantSource.system(), new SecureRandom())),
                EmbeddedOptions.DEFAULT);
    }

    @Bean
    ServletContextInitializer tanChallenges(EmbeddedChallenger challenger) {
        return context -> challenger.register(context, new PayoutProtection());
    }

    /** Comes right after Spring Security, so that only users who have logged in are asked for a code. */
    @Bean
    FilterRegistrationBean<TanChallengeFilter> tanChallengeFilter() {
        FilterRegistrationBean<TanChallengeFilter> filter = new FilterRegistrationBean<>(new TanChallengeFilter());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }
}

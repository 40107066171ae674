package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the declarations of all settings, and the suggestions for unknown names. */
class SettingTest {
    /** Of a family, the setting of one sender. */
    static List<Setting<?>> settings() {
        return Catalogue.SETTINGS.stream()
                .<Setting<?>>map(
                        setting -> setting.isFamily() ? setting.of(setting.isOfClients() ? "7" : "sms") : setting)
                .toList();
    }

    @Test
    void environmentAndJndiNamesFollowFromTheKey() {
        assertEquals("CHALLENGER_HTTP_BASE_URL", ServiceSettings.HTTP_BASE_URL.environmentName());
        assertEquals("challenger/http/base-url", Catalogue.jndiName(ServiceSettings.HTTP_BASE_URL));
        assertEquals("CHALLENGER_LIMIT_ATTEMPTS", ValidationSettings.ATTEMPTS.environmentName());
        assertEquals("challenger/limit/attempts", Catalogue.jndiName(ValidationSettings.ATTEMPTS));
    }

    /** A name of JNDI that has a value cannot have names below it. */
    @ParameterizedTest
    @MethodSource("settings")
    void noJndiNameIsBelowThatOfAnotherSetting(Setting<?> setting) {
        String below = Catalogue.jndiName(setting) + "/";

        assertEquals(
                List.of(),
                settings().stream()
                        .map(Catalogue::jndiName)
                        .filter(name -> name.startsWith(below))
                        .toList());
    }

    @Test
    void aSettingBelowAnotherKeepsItsDotInJndi() {
        assertEquals(
                "challenger/senders/phone.by-country",
                Catalogue.jndiName(Catalogue.find("senders.phone.by-country").orElseThrow()));
        assertEquals(
                "challenger/sender/one/password.file",
                Catalogue.jndiName(Catalogue.find("sender.one.password.file").orElseThrow()));
        assertEquals(
                "challenger/command/post.input",
                Catalogue.jndiName(Catalogue.find("command.post.input").orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isFoundByKeyAndByEnvironmentName(Setting<?> setting) {
        assertEquals(setting, Catalogue.find(setting.key()).orElseThrow());
        assertEquals(
                setting,
                Catalogue.findByEnvironmentName(setting.environmentName()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void hasADefaultOfItsOwnForm(Setting<?> setting) {
        for (Channel channel : Channel.values()) {
            setting.defaultFor(channel)
                    .ifPresent(text -> assertDoesNotThrow(() -> setting.kind().parse(text)));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isExplainedInASentence(Setting<?> setting) {
        String form = setting.kind().description();

        assertTrue(setting.help().matches("[A-Z].*\\."), setting.help());
        assertTrue(form.matches("(an? |one |the |email).*"), form);
    }

    @Test
    void settingsThatMayContainASecretAreMarked() {
        assertEquals(
                "[db.url, db.password, key, client.ID.secret-hash, metrics.token, mail.password, mail.token.client-secret, mail.token.refresh-token, sender.NAME.password, sender.NAME.signing-key, test.addresses]",
                Catalogue.SETTINGS.stream()
                        .filter(setting -> setting.kind().secret())
                        .toList()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "mail.hots, mail.host",
        "mail.hosts, mail.host",
        "Mail.Host, mail.host",
        "mail-host, mail.host",
        "db.usr, db.user",
        "mail.pasword, mail.password",
        "transmision.interval, transmission.intervals",
        "http.baseurl, http.base-url",
        "limit.attempt, limit.attempts",
        "budget.contry, budget.country",
        "sender.sms.reqest, sender.sms.request",
        "sender.sms.request.fiel, sender.sms.request.file",
    })
    void aCloseKeyIsSuggested(String unknown, String close) {
        assertEquals(
                "Unknown setting " + unknown + " (file F). Did you mean " + close + "?",
                Catalogue.unknownKey(unknown, "file F"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp.host", "mail", "x", "", "db.name", "mail.ssl", "tan.length", "log.level"})
    void noKeyIsSuggestedIfNoneIsClose(String unknown) {
        assertEquals("Unknown setting " + unknown + " (file F)", Catalogue.unknownKey(unknown, "file F"));
    }

    @Test
    void aCloseNameIsSuggestedForTheEnvironment() {
        assertEquals(
                "Unknown setting CHALLENGER_MAIL_HOTS (environment). Did you mean CHALLENGER_MAIL_HOST?",
                Catalogue.unknownEnvironmentName("CHALLENGER_MAIL_HOTS"));
        assertEquals(
                "Unknown setting CHALLENGER_SERVICE_HOST (environment)",
                Catalogue.unknownEnvironmentName("CHALLENGER_SERVICE_HOST"));
    }
}

package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.secret.Password;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.http.TokenAccount;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The settings of access tokens, with which the service logs in to a mail server that takes no password. */
final class TokenSettings {
    static final Setting.Section SECTION = new Setting.Section();

    static final Setting<URI> URL = SECTION.add(
            "mail.token.url",
            open("an absolute https URL", TokenSettings::url),
            "The token endpoint whose access tokens replace the password: the login is OAUTHBEARER or XOAUTH2 then.");
    static final Setting<String> CLIENT =
            SECTION.add("mail.token.client-id", Kind.TEXT, "Our client id there. Needed with mail.token.url.");
    static final Setting.Secret SECRET = SECTION.addSecret("mail.token.client-secret", "The secret of that client.");
    static final Setting.Secret REFRESH = SECTION.addSecret(
            "mail.token.refresh-token",
            "The refresh token for new access tokens. If not set, the client asks with its own credentials.");
    static final Setting<String> SCOPE =
            SECTION.add("mail.token.scope", Kind.TEXT, "The scope of the access tokens, if the server wants one.");

    private TokenSettings() {}

    static Optional<TokenAccount> account(Values values, Security security) {
        if (!values.isSet(URL)) {
            return Optional.empty();
        }
        values.require(CLIENT, "with mail.token.url");
        if (!values.isSet(SECRET) && !values.isSet(REFRESH)) {
            values.fault(
                    "mail.token.client-secret or mail.token.refresh-token is missing; it must be set with mail.token.url");
        }
        if (security == Security.NONE) {
            values.fault(URL, "needs mail.security starttls or tls");
        }
        Optional<Password> secret = values.find(SECRET);
        Optional<Password> refresh = values.find(REFRESH);
        Optional<String> scope = values.find(SCOPE);
        String client = values.find(CLIENT).orElse("");
        return values.find(URL).map(url -> new TokenAccount(url, client, secret, refresh, scope));
    }

    private static URI url(String text) {
        URI url = WebUrl.parse(text);
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        return demand(url.getScheme().equals("https") || here, url);
    }
}

package dev.challenger.transmission;

import dev.challenger.secret.Password;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClock;
import dev.challenger.transmission.MailAccount.Login;
import dev.challenger.transmission.http.TokenAccount;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** Runs the conformance suite against a mail server that takes a login with an access token alone. */
final class MailTokenContractIT extends TransmitterContract {
    @Override
    OtherSide otherSide() {
        return new TokenServer();
    }

    private static final class TokenServer extends MailContractIT.Server {
        private final StubGateway tokens = new StubGateway();

        TokenServer() {
            tokens.answer(200, "{\"access_token\": \"tt\", \"expires_in\": 3600}");
        }

        @Override
        String greeting() {
            return "250 AUTH XOAUTH2";
        }

        @Override
        public Transmitter sender() {
            TokenAccount account = new TokenAccount(
                    URI.create(tokens.url() + "/token"),
                    "me",
                    Optional.of(new Password("x")),
                    Optional.empty(),
                    Optional.empty());
            return new MailTransmitter(
                    MailSettings.withLogin(super.account(), new Login.ByToken("box", account)),
                    new TestClock(),
                    new SecureRandom());
        }

        @Override
        public void close() throws Exception {
            super.close();
            tokens.close();
        }
    }
}

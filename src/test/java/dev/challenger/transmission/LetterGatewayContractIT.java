package dev.challenger.transmission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.settings.Settings;
import dev.challenger.testing.TestClock;
import dev.challenger.transmission.http.HttpTransmitter;
import dev.challenger.transmission.letter.PostalLetters;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Runs the conformance suite against a gateway that gets printed letters. */
final class LetterGatewayContractIT extends NodeContract {
    @Override
    OtherSide otherSide() {
        return new Gateway();
    }

    private static final class Gateway extends HttpContractIT.Gateway implements LetterSide {
        @Override
        Arrived read(JsonNode body) {
            return LetterSide.read(
                    body.path("name").asText(),
                    Base64.getDecoder().decode(body.path("file").asText()));
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings =
                    new HashMap<>(settings("post", "{\"name\": \"${address.CONTACT_NAME}\", \"file\": \"${pdf}\""));
            settings.put("address.type", "postal");
            settings.put("post.origin", "de-CH");
            return settings;
        }

        @Override
        Transmitter sender(Settings settings) {
            return new HttpTransmitter(
                    Objects.requireNonNull(
                            settings.sending().senders().gateways().get("web")),
                    new TestClock(),
                    Optional.of(PostalLetters.printer()));
        }
    }
}

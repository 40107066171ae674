package dev.challenger.transmission.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.ChannelSenders;
import dev.challenger.address.Channel;
import dev.challenger.settings.Settings;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestSettings;
import dev.challenger.transmission.Transmitter;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sends a printed letter to a gateway, in base64. */
class LetterByGatewayIT {
    @AutoClose
    private final StubGateway stub = new StubGateway();

    @Test
    void theGatewayGetsThePdf() throws Exception {
        Settings settings = TestSettings.load(Map.of(
                "address.type", "postal",
                "post.origin", "de-CH",
                "senders.post", "web",
                "sender.web.request",
                        "POST " + stub.url() + "/letters\nContent-Type: application/json\n\n"
                                + "{\"file\": \"${pdf}\", \"to\": \"${lines?join(\", \")}\"}"));

        try (Transmitter sender =
                new ChannelSenders(settings.sending(), PostalLetters.CLOCK, 1).transmitter(Channel.POST, "web")) {
            sender.send(PostalLetters.letter(PostalLetters.BERLIN));
        }

        JsonNode body = new ObjectMapper().readTree(stub.newest().body());
        try (PrintedLetter letter =
                new PrintedLetter(Base64.getDecoder().decode(body.path("file").asText()))) {
            assertTrue(letter.text().contains("1234 5678"), letter.text());
        }
        assertEquals(
                "Alice Liddell, Marktgasse 7, 10115 Berlin", body.path("to").asText());
    }
}

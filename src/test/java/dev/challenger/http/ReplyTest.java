package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that an answer which gets into a log or an exception tells no secret. */
final class ReplyTest {
    @Test
    void anAnswerPrintsItsStatusAlone() {
        assertEquals(
                "Reply[302]",
                Reply.redirect("https://client.example.com/?code=C").toString());
        assertEquals("Reply[200]", Reply.json(200, Map.of("access_token", "T")).toString());
        assertEquals("Page[tan]", new Reply.Page("tan", "the nonce", null).toString());
    }
}

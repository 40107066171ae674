package dev.challenger.transmission.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.wire.Json;
import java.util.Optional;

/**
 * The answer of a gateway.
 *
 * @param text the body
 * @param complete false if the body was cut, by the gateway or because it was too long
 */
record Answer(int status, String text, boolean complete) {
    /** Returns the body as JSON, if it is one whole JSON value. */
    Optional<JsonNode> json() {
        try {
            return complete ? Optional.ofNullable(Json.read(text)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Hides the body, which may repeat the message. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}

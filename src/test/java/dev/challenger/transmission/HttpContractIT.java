package dev.challenger.transmission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.settings.Settings;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.Unchecked;
import dev.challenger.transmission.http.HttpTransmitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs the conformance suite against an HTTP gateway. */
final class HttpContractIT extends NodeContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    OtherSide otherSide() {
        return new Gateway();
    }

    static class Gateway implements OtherSide {
        private final StubGateway stub = new StubGateway();
        private final List<Arrived> accepted = new CopyOnWriteArrayList<>();
        private boolean hangs;

        Gateway() {
            behave(Behaviour.ACCEPTS);
        }

        @Override
        public void behave(Behaviour behaviour) {
            hangs = behaviour == Behaviour.HANGS;
            switch (behaviour) {
                case ACCEPTS ->
                    stub.play((request, connection) -> {
                        JsonNode body = JSON.readTree(request.body());
                        if (body.size() != 4
                                || !request.line().matches("POST /send\\?c=[A-Za-z0-9%._~-]* HTTP/1\\.1")) {
                            throw new AssertionError(request.line());
                        }
                        accepted.add(read(body));
                        StubGateway.answering(200, "{}").play(request, connection);
                    });
                case KNOWS_NO_SUCH_ADDRESS -> echo(404);
                case REFUSES -> echo(400);
                case HANGS ->
                    stub.play(
                            (request, connection) -> connection.getInputStream().read());
                case IS_OUT_OF_ORDER -> echo(503);
            }
        }

        Arrived read(JsonNode body) {
            return new Arrived(body.path("to").asText(), body.path("text").asText());
        }

        /** Repeats the message in the answer, as gateways do. */
        private void echo(int status) {
            stub.play((request, connection) ->
                    StubGateway.answering(status, request.body()).play(request, connection));
        }

        @Override
        public Map<String, String> settings() {
            return settings("email", "{\"to\": \"${address.CONTACT_EMAIL!}\", \"text\": \"${text}\"");
        }

        /** @param json the beginning of the body, with two values */
        final Map<String, String> settings(String channel, String json) {
            return Map.of(
                    "senders." + channel,
                    "web",
                    "sender.web.request",
                    "POST " + stub.url() + "/send?c=${client}\nX-Client: ${client}\nX-Subject: ${subject}\n"
                            + "Content-Type: application/json\n\n"
                            + json + ", \"${reference}\": 1, \"key\": \"${key}\"}",
                    "sender.web.refused",
                    "404",
                    "sender.web.timeout",
                    "PT2S");
        }

        @Override
        public Transmitter sender() {
            Map<String, String> settings = new HashMap<>(settings());
            if (hangs) {
                // The shortest time limit, since the answer does not come.
                settings.put("sender.web.timeout", "PT1S");
            }
            return sender(TestSettings.load(settings));
        }

        Transmitter sender(Settings settings) {
            return new HttpTransmitter(
                    Objects.requireNonNull(
                            settings.sending().senders().gateways().get("web")),
                    new TestClock());
        }

        @Override
        public int attempts() {
            return stub.requests().size();
        }

        @Override
        public List<Arrived> accepted() {
            return accepted;
        }

        @Override
        public void close() {
            Unchecked.run(stub::close);
        }
    }
}

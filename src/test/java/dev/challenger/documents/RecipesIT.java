package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.StubGateway.Request;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestSettings;
import dev.challenger.transmission.CommandTransmitter;
import dev.challenger.transmission.Failures;
import dev.challenger.transmission.Letters;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.http.HttpGateway;
import dev.challenger.transmission.http.HttpTransmitter;
import dev.challenger.transmission.letter.PostalLetters;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the recipes of senders.md word for word against a stub with the answers that the gateways document. */
final class RecipesIT {
    private static final String SECRET = "T0ken-of.the_gateway";
    private static final String TEXT = "Your code is 12345678 & it's \"new\".\nGrüße + 100%";
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    private final StubGateway stub = new StubGateway();

    @TempDir
    private Path directory;

    /** Loads the settings of a recipe, with this directory in place of the operator's and the stub in place of the gateway. */
    private Settings settings(String recipe) throws IOException {
        String request = Document.SENDERS.block(recipe, "http").replaceFirst("https://[^/]+", stub.url());
        String properties =
                Document.SENDERS.block(recipe, "properties").replace("/etc/challenger", directory.toString());
        Properties read = new Properties();
        read.load(new StringReader(properties));
        for (String key : read.stringPropertyNames()) {
            if (key.endsWith(".request.file")) {
                Files.writeString(Path.of(read.getProperty(key)), request);
            } else if (key.endsWith(".signing-key.file")) {
                Files.writeString(Path.of(read.getProperty(key)), "whsec_" + "c2VjcmV0".repeat(4) + "\n");
            } else if (key.endsWith(".file")) {
                Files.writeString(Path.of(read.getProperty(key)), SECRET + "\n");
            }
        }
        Path file = Files.writeString(directory.resolve("challenger.properties"), properties);
        Map<String, String> around = new HashMap<>(Map.of(
                "http.base-url", "https://challenger.example.com",
                "db.url", "jdbc:mariadb://localhost/challenger"));
        if (properties.contains("senders.phone")) {
            around.putAll(Map.of("address.type", "phone", "phone.countries", "any"));
        }
        if (properties.contains("/usr/local/bin")) {
            around.put("command.phone", "/bin/true");
        }
        return new SettingsLoader(TestSettings.environment(around), name -> Optional.empty())
                .load(Optional.of(file), Map.of());
    }

    private static Message message(Settings settings) {
        AddressType type = settings.address().type();
        Map<String, String> fields = type == AddressType.PHONE
                ? Map.of("CONTACT_PHONE", "+41 79 123 45 67")
                : Map.of("CONTACT_EMAIL", Letters.EMAIL);
        return Letters.letter(
                new AddressPolicy(type, Optional.empty(), Map.of()).stored(fields), "Your code for Shop", TEXT);
    }

    private static HttpTransmitter sender(Settings settings) {
        return new HttpTransmitter(gateway(settings), new TestClock());
    }

    private static HttpGateway gateway(Settings settings) {
        return settings.sending().senders().gateways().values().iterator().next();
    }

    /** The fields of a form, or the JSON of the body as a text. */
    private static String readable(Request request) throws IOException {
        if (request.header("Content-Type").contains("json")) {
            JsonNode json = JSON.readTree(request.body());
            return json.toString();
        }
        return Stream.of(request.body().split("&"))
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Twilio;      201; {"sid": "SM1", "status": "queued", "error_code": null}; SM1; /2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json
            Vonage;      200; {"message-count": "1", "messages": [{"to": "41791234567", "message-id": "0A0000000123ABCD1", "status": "0", "remaining-balance": "3.14"}]}; 0A0000000123ABCD1; /sms/json
            MessageBird; 201; {"id": "e8077d803532c0b5937c639b60216938", "originator": "Example", "recipients": {"totalCount": 1}}; e8077d803532c0b5937c639b60216938; /messages
            seven.io;    200; {"success": "100", "total_price": 0.075, "messages": [{"id": "77149991", "success": true, "error": null}]}; 77149991; /api/sms
            SMSAPI;      200; {"count": 1, "list": [{"id": "1460969715572091219", "points": 0.16, "status": "QUEUE", "error": null}]}; 1460969715572091219; /sms.do
            ClickSend;   200; {"http_code": 200, "response_code": "SUCCESS", "data": {"messages": [{"message_id": "BF7AD270", "status": "SUCCESS"}]}}; BF7AD270; /v3/sms/send
            WhatsApp;    200; {"messaging_product": "whatsapp", "contacts": [{"wa_id": "x"}], "messages": [{"id": "wamid.HBgL", "message_status": "accepted"}]}; wamid.HBgL; /v23.0/100000000000000/messages
            Mailgun;     200; {"id": "<20261126.1@mg.example.com>", "message": "Queued. Thank you."}; <20261126.1@mg.example.com>; /v3/mg.example.com/messages
            Postmark;    200; {"To": "x", "SubmittedAt": "2026-11-26T08:00:00Z", "MessageID": "0a129aee-e1cd", "ErrorCode": 0, "Message": "OK"}; 0a129aee-e1cd; /email
            """)
    void aMessageIsAccepted(String recipe, int status, String answer, String id, String path) throws Exception {
        stub.answer(status, answer);
        Settings settings = settings(recipe);

        try (HttpTransmitter sender = sender(settings)) {
            Receipt receipt = sender.send(message(settings));

            assertEquals(Optional.of(id), receipt.id());
        }
        assertEquals(1, stub.requests().size());
        Request request = stub.newest();
        assertEquals("POST " + path + " HTTP/1.1", request.line());
        String body = readable(request);
        if (recipe.equals("WhatsApp")) {
            assertTrue(body.contains("\"text\":\"12345678\""), body);
        } else {
            assertTrue(body.contains(TEXT) || body.contains(JSON.writeValueAsString(TEXT)), body);
        }
        assertTrue(body.contains("41791234567") || body.contains(Letters.EMAIL), body);
        assertTrue(request.headers().toString().contains(SECRET)
                || request.header("Authorization").startsWith("Basic "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Twilio;      400; {"code": 21211, "message": "The 'To' number is not a valid phone number.", "status": 400};                   ADDRESS
            Twilio;      400; {"code": 21635, "message": "'To' number cannot be a landline", "status": 400};                              ADDRESS
            Twilio;      400; {"code": 21610, "message": "Attempt to send to unsubscribed recipient", "status": 400};                     MESSAGE
            Twilio;      401; {"code": 20003, "message": "Authenticate", "status": 401};                                                  SENDER
            Twilio;      429; {"code": 20429, "message": "Too Many Requests", "status": 429};                                             MESSAGE
            Vonage;      200; {"message-count": "1", "messages": [{"status": "6", "error-text": "Unroutable message - rejected"}]};       ADDRESS
            Vonage;      200; {"message-count": "1", "messages": [{"status": "9", "error-text": "Quota Exceeded - rejected"}]};           MESSAGE
            Vonage;      200; {"message-count": "1", "messages": [{"status": "1", "error-text": "Throughput Rate Exceeded"}]};            MESSAGE
            MessageBird; 422; {"errors": [{"code": 9, "description": "no (correct) recipients found", "parameter": "recipient"}]};        ADDRESS
            MessageBird; 422; {"errors": [{"code": 25, "description": "not enough balance", "parameter": null}]};                         MESSAGE
            MessageBird; 429; {"errors": [{"code": 101, "description": "too many requests", "parameter": null}]};                         MESSAGE
            seven.io;    200; {"success": "202", "messages": []};                                                                         ADDRESS
            seven.io;    200; {"success": "500", "messages": []};                                                                         MESSAGE
            seven.io;    429; {};                                                                                                         MESSAGE
            SMSAPI;      200; {"invalid_numbers": [{"number": "456456"}], "error": 13, "message": "No correct phone numbers"};             ADDRESS
            SMSAPI;      400; {"invalid_numbers": [{"number": "456456"}], "error": 13, "message": "No correct phone numbers"};             ADDRESS
            SMSAPI;      200; {"error": 103, "message": "Insufficient credits"};                                                          MESSAGE
            SMSAPI;      429; {"error": 429};                                                                                             MESSAGE
            ClickSend;   200; {"http_code": 200, "response_code": "SUCCESS", "data": {"messages": [{"status": "INVALID_RECIPIENT"}]}};    ADDRESS
            ClickSend;   200; {"http_code": 200, "response_code": "SUCCESS", "data": {"messages": [{"status": "INSUFFICIENT_CREDIT"}]}};  MESSAGE
            ClickSend;   429; {"http_code": 429, "response_code": "TOO_MANY_REQUESTS", "data": null};                                     MESSAGE
            WhatsApp;    400; {"error": {"message": "(#131026) Message undeliverable", "code": 131026, "type": "OAuthException"}};        MESSAGE
            WhatsApp;    400; {"error": {"message": "(#131042) Business eligibility payment issue", "code": 131042}};                     MESSAGE
            WhatsApp;    500; {"error": {"message": "(#131000) Something went wrong", "code": 131000, "type": "OAuthException"}};         MESSAGE
            WhatsApp;    401; {"error": {"message": "Access token has expired", "code": 190, "type": "OAuthException"}};                  SENDER
            WhatsApp;    429; {"error": {"message": "(#130429) Rate limit hit", "code": 130429}};                                         MESSAGE
            Mailgun;     400; {"message": "'to' parameter is not a valid address. please check documentation"};                           ADDRESS
            Mailgun;     403; {"message": "Domain mg.example.com is not allowed to send: recurrent billing failure"};                     MESSAGE
            Mailgun;     429; {"message": "Too many requests"};                                                                           MESSAGE
            Postmark;    422; {"ErrorCode": 406, "Message": "You tried to send to a recipient that has been marked as inactive."};        ADDRESS
            Postmark;    422; {"ErrorCode": 405, "Message": "Not allowed to send: you have run out of credits."};                         MESSAGE
            Postmark;    429; {"ErrorCode": 429, "Message": "Rate limit exceeded"};                                                       MESSAGE
            """)
    void aRefusalIsToldApart(String recipe, int status, String answer, Fault fault) throws Exception {
        stub.answer(status, answer);
        Settings settings = settings(recipe);

        try (HttpTransmitter sender = sender(settings)) {
            TransmissionException failure = Failures.thrown(sender, message(settings));

            assertEquals(fault, failure.fault());
            // So that the next sender is tried.
            assertEquals(false, failure.mayHaveBeenAccepted());
        }
    }

    @Test
    void theReceiverOfTheWebhookVerifiesTheSignature() throws Exception {
        Settings settings = settings("A webhook of your own");
        stub.answer(204, "");
        HttpTransmitter sender = new HttpTransmitter(gateway(settings), InstantSource.system());
        sender.send(message(settings));
        sender.close();
        Request signed = stub.newest();

        try (WebhookReceiver receiver = WebhookReceiver.start(
                directory,
                Document.SENDERS.block("A webhook of your own", "python"),
                directory.resolve("webhook.key"))) {
            assertEquals(204, receiver.post(signed.headers(), signed.body()));
            assertTrue(receiver.printed().contains("+41791234567"));
            assertEquals(401, receiver.post(signed.headers(), signed.body() + " "));
            Map<String, String> later = new HashMap<>(signed.headers());
            later.computeIfPresent("webhook-timestamp", (name, time) -> Long.toString(Long.parseLong(time) + 1));
            assertEquals(401, receiver.post(later, signed.body()));
        }
    }

    /** With the same time, id and body, an old signature stays right, so only its age shows that it was sent again. */
    @Test
    void theReceiverRefusesAnOldRequest() throws Exception {
        Settings settings = settings("A webhook of your own");
        stub.answer(204, "");
        // The clock of tests stands still, long ago.
        try (HttpTransmitter sender = new HttpTransmitter(gateway(settings), new TestClock())) {
            sender.send(message(settings));
        }

        try (WebhookReceiver receiver = WebhookReceiver.start(
                directory,
                Document.SENDERS.block("A webhook of your own", "python"),
                directory.resolve("webhook.key"))) {
            assertEquals(
                    401, receiver.post(stub.newest().headers(), stub.newest().body()));
        }
    }

    private List<String> sendByPingen(CommandTransmitter sender) throws Exception {
        sender.send(PostalLetters.letter(PostalLetters.to("Ada", "Marktgasse 7\n8001 Zürich", "CH")));
        return stub.requests().stream().map(Request::line).toList();
    }

    private CommandTransmitter pingen() throws Exception {
        Path configuration = Files.writeString(
                directory.resolve("pingen.json"),
                Document.SENDERS.block("Pingen", "json").replaceAll("https://[a-z.]+", stub.url()));
        Path script = Files.writeString(
                directory.resolve("pingen"),
                Document.SENDERS
                        .block("Pingen", "python")
                        .replace("/etc/challenger/pingen.json", configuration.toString()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new CommandTransmitter(script, Duration.ofMinutes(1), 1, Optional.of(PostalLetters.printer()));
    }

    /** Answers as Pingen does, but with this status where the letter is ordered. */
    private void playPingen(int status, String last) {
        stub.play((request, connection) -> {
            String path = request.line().split(" ")[1];
            String answer = switch (path) {
                case "/auth/access-tokens" -> "{\"access_token\": \"t0ken\", \"expires_in\": 43200}";
                case "/file-upload" ->
                    "{\"data\": {\"attributes\": {\"url\": \"" + stub.url()
                            + "/bucket/1?x=y\", \"url_signature\": \"$2y$10$x\"}}}";
                default -> last;
            };
            StubGateway.answering(path.startsWith("/organisations") ? status : 200, answer)
                    .play(request, connection);
        });
    }

    @Test
    void pingenGetsTheLetterInFourRequests() throws Exception {
        playPingen(201, "{\"data\": {\"id\": \"0b1\", \"type\": \"letters\"}}");

        assertEquals(
                List.of(
                        "POST /auth/access-tokens HTTP/1.1",
                        "GET /file-upload HTTP/1.1",
                        "PUT /bucket/1?x=y HTTP/1.1",
                        "POST /organisations/00000000-0000-0000-0000-000000000000/letters HTTP/1.1"),
                sendByPingen(pingen()));

        assertTrue(stub.requests().get(2).body().startsWith("%PDF-1.7"));
        assertEquals("Bearer t0ken", stub.newest().header("Authorization"));
        JsonNode letter = JSON.readTree(stub.newest().body()).path("data").path("attributes");
        assertEquals("$2y$10$x", letter.path("file_url_signature").asText());
        assertTrue(letter.path("auto_send").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 422, 429})
    void pingenRefusesALetter(int status) throws Exception {
        playPingen(status, "{\"errors\": [{\"title\": \"refused\"}]}");
        CommandTransmitter sender = pingen();

        TransmissionException failure = assertThrows(TransmissionException.class, () -> sendByPingen(sender));

        assertEquals(Fault.MESSAGE, failure.fault());
        assertFalse(failure.mayHaveBeenAccepted());
    }
}

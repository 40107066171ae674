package dev.challenger.testing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.challenger.client.Client;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.mfa.Confirmation;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.Transmission;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tan;
import dev.challenger.testing.Http.Answer;
import dev.challenger.text.Preference;
import dev.challenger.wire.Base32;
import java.util.List;
import java.util.Optional;

/** The backend of a shop that demands the confirmation of operations, and the person who confirms them. */
public record Backend(Node node, long id, String secret) {
    /** The instance of the tests. */
    public static final String SHOP = "shop";

    /** The hash of a protected request. */
    public static final String REQUEST = hash("POST /private/token {}");

    /** Registers a backend that may speak for the instances that match these patterns. */
    public static Backend of(Node node, String... patterns) {
        Registration registration = node.challenger()
                .clients()
                .add(
                        Client.fresh("Backend", List.of(TestClient.REDIRECT_URI)),
                        new Instances(List.of(patterns)),
                        Optional.empty());
        return new Backend(node, registration.id(), registration.secret().text());
    }

    /** Returns the same client at another node. */
    public Backend at(Node other) {
        return new Backend(other, id, secret);
    }

    /** Returns the hash of a request as it is written in {@code request_hash}. */
    public static String hash(String request) {
        return Base32.encode(Hash.of(request).bytes());
    }

    public static String factor(String channel, String address) {
        return "{\"tan_channel\":\"" + channel + "\",\"address\":\"" + address + "\"}";
    }

    /** Returns the body of a demand for a login. */
    public static String login(String hash, String... factors) {
        return "{\"operation\":\"auth_token_creation\",\"request_hash\":\"" + hash + "\",\"factors\":["
                + String.join(",", factors) + "]}";
    }

    /** Returns the body of a demand for a login, with its optional members. */
    public static String login(String hash, boolean combiAnd, boolean singleUse, String... factors) {
        return login(hash, factors)
                .replaceFirst("}$", ",\"combi_and\":" + combiAnd + ",\"single_use\":" + singleUse + "}");
    }

    /** Returns the body of a demand for a login that the tests' person confirms. */
    public static String login() {
        return login(REQUEST, factor("email", TestClient.ADDRESS));
    }

    /** Demands a confirmation for the shop, with the challenge ids that a request presented. */
    public Answer demand(String body, String... ids) {
        return demandFor(SHOP, body, ids);
    }

    public Answer demandFor(String instance, String body, String... ids) {
        Http http = new Http(node.url());
        String[] headers = ids.length == 0
                ? new String[] {"Authorization", "Bearer " + secret}
                : new String[] {"Authorization", "Bearer " + secret, "Taler-Challenge-Ids", String.join(",", ids)};
        return http.post("/instances/" + instance + "/private/challenges", body, headers);
    }

    /** Returns the challenge ids in a 202. */
    public static List<String> offered(Answer answer) {
        if (answer.status() != 202) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("challenges").findValuesAsText("challenge_id");
    }

    private TanChallenges challenges() {
        return node.challenger().challenges();
    }

    /** Requests the TAN of a challenge. */
    public Transmission.Sent send(String challenge) {
        return assertInstanceOf(Transmission.Sent.class, trySending(challenge));
    }

    /** Requests the TAN of a challenge that may be refused. */
    public Transmission trySending(String challenge) {
        return challenges().send(Optional.empty(), challenge, Optional.empty(), Preference.NONE);
    }

    /** Enters a TAN as it is written in the message. */
    public Confirmation confirm(String challenge, String typed) {
        return challenges()
                .confirm(Optional.empty(), challenge, Tan.parse(typed).orElseThrow(), Optional.empty());
    }

    /** Demands a confirmation, solves its challenge as the person, and returns the challenge's id. */
    public String solved(String body, Mailbox mailbox) {
        String challenge = offered(demand(body)).get(0);
        send(challenge);
        confirm(challenge, mailbox.newestTan());
        return challenge;
    }
}

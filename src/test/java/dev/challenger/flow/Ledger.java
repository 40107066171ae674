package dev.challenger.flow;

import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what nodes have acknowledged, and finds answers that contradict it. Each step of a flow goes to any of the nodes. A node
 * may be away: then the answer is 503, or none, and what became of the request is unknown, so the flow ends there.
 */
final class Ledger {
    private final List<TestClient> nodes;
    private final Mailbox mailbox;
    private final AtomicInteger flows = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    /**
     * The answers about a validation that a node has acknowledged.
     *
     * @param token null if no token was acknowledged
     * @param revoked null if it is unknown whether the token is revoked
     */
    private record Entry(
            String nonce,
            int attemptsLeft,
            boolean solved,
            @Nullable String token,
            @Nullable Boolean revoked) {}

    /** A node was away. */
    private static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @param nodes the same client at each node */
    Ledger(List<TestClient> nodes, Mailbox mailbox) {
        this.nodes = nodes;
        this.mailbox = mailbox;
    }

    private TestClient any() {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    /** The request of a step. */
    private interface Step {
        Answer at(TestClient node);
    }

    /** Sends a request to any node, and checks the status of the answer. */
    private Answer step(String what, int expected, Step step) {
        Answer answer;
        try {
            answer = step.at(any());
        } catch (AssertionError noAnswer) {
            unavailable.incrementAndGet();
            throw new Unavailable();
        }
        if (answer.status() == 503 && !answer.header("Retry-After").isEmpty()) {
            unavailable.incrementAndGet();
            throw new Unavailable();
        }
        require(answer.status() == expected, what + ": " + answer.status() + " " + answer.body());
        return answer;
    }

    private void require(boolean holds, String contradiction) {
        if (!holds) {
            contradictions.add(contradiction);
        }
    }

    /** Goes through a validation, from the order to the revocation of its token. */
    void flow() {
        String address = "person" + flows.incrementAndGet() + "@example.com";
        Entry known = null;
        try {
            String nonce = setup();
            known = new Entry(nonce, 0, false, null, null);
            step("authorize", 200, node -> node.authorize(nonce));
            step("challenge", 200, node -> node.challenge(nonce, address));
            String tan = mailbox.newestTan(address);
            Answer wrong = step(
                    "wrong TAN",
                    403,
                    node -> node.solve(nonce, tan.equals("00000000") ? "1".repeat(8) : "0".repeat(8)));
            require(wrong.json().path("auth_attempts_left").asInt() == 2, "wrong TAN: " + wrong.body());
            known = new Entry(nonce, 2, false, null, null);
            Answer status = step("status", 200, node -> node.authorize(nonce));
            require(status.json().path("auth_attempts_left").asInt() == 2, "attempts of a stale row: " + status.body());
            String code = TestClient.code(step("solve", 200, node -> node.solve(nonce, tan))
                    .json()
                    .path("redirect_url")
                    .asText());
            known = new Entry(nonce, 2, true, null, null);
            String token = step("token", 200, node -> node.token(code))
                    .json()
                    .path("access_token")
                    .asText();
            known = new Entry(nonce, 2, true, token, false);
            step("info", 200, node -> node.info(token));
            known = new Entry(nonce, 2, true, token, null);
            step("revoke", 200, node -> node.post("/revoke", Map.of("token", token)));
            known = new Entry(nonce, 2, true, token, true);
            step("info after revoke", 404, node -> node.info(token));
        } catch (Unavailable e) {
            // The entry keeps the answers that came before.
        } finally {
            if (known != null) {
                entries.add(known);
            }
        }
    }

    private String setup() {
        return step(
                        "setup",
                        200,
                        node -> node.http().post("/setup/" + node.id(), "", "Authorization", "Bearer " + node.secret()))
                .json()
                .path("nonce")
                .asText();
    }

    /** Checks at every node that nothing is lost. */
    void audit() {
        for (Entry entry : entries) {
            for (TestClient node : nodes) {
                audit(entry, node);
            }
        }
    }

    private void audit(Entry entry, TestClient node) {
        Answer status = node.authorize(entry.nonce);
        require(status.status() == 200, "a validation is lost: " + status.status() + " " + status.body());
        if (entry.solved) {
            require(status.json().path("solved").asBoolean(), "a solution is lost: " + status.body());
        } else if (entry.attemptsLeft > 0) {
            int left = status.json().path("auth_attempts_left").asInt();
            require(left <= entry.attemptsLeft, "an attempt is lost: " + status.body());
        }
        if (entry.token != null && entry.revoked != null) {
            int expected = entry.revoked ? 404 : 200;
            int info = node.info(entry.token).status();
            require(info == expected, "of a token that was revoked (" + entry.revoked + "): " + info);
        }
    }

    List<String> contradictions() {
        return new ArrayList<>(contradictions);
    }

    /** Returns the number of flows whose last step was acknowledged. */
    long complete() {
        return entries.stream()
                .filter(entry -> Boolean.TRUE.equals(entry.revoked))
                .count();
    }

    int unavailable() {
        return unavailable.get();
    }
}

package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Guesses;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Proves the whole flow of a confirmation by HTTP at two nodes: a backend, its user's program and the person. */
@TestInstance(Lifecycle.PER_CLASS)
class ConfirmationIT {
    private static final int THREADS = 24;

    @AutoClose
    private final World world = World.with();

    private final Mailbox mailbox = world.mailbox();
    private final Node first = world.node();
    private final Node second = world.another();
    private final List<Http> nodes = List.of(new Http(first.url()), new Http(second.url()));
    private final Backend backend = Backend.of(first, "shop");
    private final AtomicInteger requests = new AtomicInteger();
    private String body = "";
    private String path = "";

    /** Each test confirms a request of its own. */
    @BeforeEach
    void demand() {
        world.clock().advance(Duration.ofMinutes(2));
        String hash = Backend.hash("request " + requests.incrementAndGet());
        body = Backend.login(hash, Backend.factor("email", TestClient.ADDRESS));
        path = "/instances/shop/challenge/"
                + Backend.offered(backend.demand(body)).get(0);
    }

    private Answer send(int number) {
        return nodes.get(number % 2).post(path, "{}");
    }

    private Answer confirm(int number, String tan) {
        return nodes.get(number % 2).post(path + "/confirm", "{\"tan\":\"" + tan + "\"}");
    }

    private String id() {
        return path.replaceFirst(".*/", "");
    }

    @Test
    void anOperationRunsOnceItsChallengeIsSolved() {
        long now = world.clock().instant().getEpochSecond();
        Expect.json(
                200,
                "{\"solve_expiration\":{\"t_s\":" + (now + 600) + "},\"earliest_retransmission\":{\"t_s\":" + (now + 60)
                        + "}}",
                send(0));
        Answer wrong = confirm(1, "00000000");
        assertEquals(409, wrong.status());
        assertEquals(2125, wrong.code());
        assertEquals(2, wrong.json().path("retry_counter").asInt());
        assertEquals(202, backend.demand(body, id()).status());

        String tan = mailbox.newestTan();
        assertEquals(204, confirm(0, tan).status());
        assertEquals(204, confirm(1, "T-" + tan).status());

        assertEquals(410, send(1).status());
        assertEquals(204, backend.at(second).demand(body, id()).status());
    }

    @Test
    void theRootFormWorksAndAnotherInstanceDoesNot() {
        Http http = nodes.get(0);

        Expect.problem(404, 2126, http.post("/instances/other/challenge/" + id(), "{}"));
        assertEquals(200, http.post("/challenge/" + id(), "").status());
    }

    @Test
    void anIdWithoutADashIsAValidationsNonce() {
        TestClient client = first.client();

        assertEquals(200, client.challenge(client.setup(), "nonce@example.com").status());
    }

    @Test
    void onlyThreeOfManyGuessesAtBothNodesAreCompared() {
        send(0);
        String right = mailbox.newestTan();

        List<Integer> statuses =
                AtOnce.run(THREADS, i -> confirm(i, Guesses.wrong(right, i)).status());

        assertEquals(3, Collections.frequency(statuses, 409), statuses.toString());
        assertEquals(THREADS - 3, Collections.frequency(statuses, 429), statuses.toString());
        Expect.problem(429, 2127, confirm(0, right));
        // A new TAN may be requested at once.
        assertEquals(200, send(1).status());
    }

    @Test
    void sendingManyTimesAtBothNodesSendsOneMessage() {
        int before = mailbox.messages().size();

        List<Integer> statuses = AtOnce.run(THREADS, i -> send(i).status());

        assertEquals(THREADS, Collections.frequency(statuses, 200), statuses.toString());
        assertEquals(before + 1, mailbox.messages().size());
    }
}

package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Guesses;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Proves that two nodes on one database keep every promise while many requests run at once. */
@TestInstance(Lifecycle.PER_CLASS)
class RaceIT {
    private static final int THREADS = 24;
    private static final List<String> ADDRESSES = List.of("one@example.com", "two@example.com", "three@example.com");

    @AutoClose
    private final World world = World.with();

    private final List<Node> nodes = List.of(world.node(), world.another());
    private final Mailbox mailbox = world.mailbox();
    private final Guesses guesses = new Guesses(world.database(), "validation");
    private final TestClient client = world.node().client();
    private int sentBefore;

    @BeforeEach
    void beginToCount() {
        guesses.forget();
        sentBefore = mailbox.messages().size();
    }

    /** Returns the client at one of the two nodes. */
    private TestClient at(int number) {
        return client.at(nodes.get(number % 2));
    }

    private List<Answer> guess(String nonce, String tan) {
        return AtOnce.run(THREADS, i -> at(i).solve(nonce, Guesses.wrong(tan, i)));
    }

    private int sent() {
        return mailbox.messages().size() - sentBefore;
    }

    private static long count(List<Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private static List<Integer> attemptsLeft(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.json().path("auth_attempts_left").asInt())
                .toList();
    }

    @Test
    void exactlyThreeGuessesAtATanAreComparedAndThenTheRightOneIsRefused() {
        String nonce = client.challenged();

        List<Answer> answers = guess(nonce, mailbox.newestTan());

        assertEquals(THREADS, count(answers, 403));
        assertEquals(1, attemptsLeft(answers).stream().filter(left -> left == 2).count());
        assertEquals(1, attemptsLeft(answers).stream().filter(left -> left == 1).count());
        assertEquals(3, guesses.compared());
        assertEquals(403, client.solve(nonce, mailbox.newestTan()).status());
    }

    @Test
    void aValidationAllowsExactlyTwentySevenGuesses() {
        String nonce = client.setup();
        client.authorize(nonce);

        for (String address : ADDRESSES) {
            for (int transmission = 0; transmission < 3; transmission++) {
                assertEquals(200, client.challenge(nonce, address).status());
                guess(nonce, mailbox.newestTan(address));
            }
            assertEquals(429, client.solve(nonce, mailbox.newestTan(address)).status());
            assertEquals(429, client.challenge(nonce, address).status());
        }

        assertEquals(27, guesses.compared());
        assertEquals(9, sent());
        assertEquals(429, client.challenge(nonce, "four@example.com").status());
    }

    @Test
    void theLimitsHoldUnderConcurrentRequestsOfEveryKind() {
        String nonce = client.challenged();
        List<List<Integer>> statuses = AtOnce.run(
                THREADS,
                i -> IntStream.range(0, 12)
                        .mapToObj(round -> i % 4 == 0
                                ? at(i / 4).challenge(nonce, ADDRESSES.get((i / 4 + round) % 3))
                                : at(i).solve(nonce, Guesses.wrong("00000000", i)))
                        .map(Answer::status)
                        .toList());

        assertEquals(
                Set.of(),
                statuses.stream()
                        .flatMap(List::stream)
                        .filter(status -> status != 200 && status != 403 && status != 429)
                        .collect(Collectors.toSet()));
        assertTrue(guesses.compared() <= 27, "compared: " + guesses.compared());
        assertTrue(sent() <= 9, "sent: " + sent());
        assertTrue(guesses.atOneTan() <= 3, "at one TAN: " + guesses.atOneTan());
    }

    @Test
    void submittingOneAddressManyTimesSendsOneMessage() {
        String nonce = client.setup();
        client.authorize(nonce);

        List<Answer> answers = AtOnce.run(THREADS, i -> at(i).challenge(nonce, TestClient.ADDRESS));

        assertEquals(THREADS, count(answers, 200));
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.json().path("transmitted").asBoolean())
                        .count());
        assertEquals(1, sent());
    }

    @Test
    void submittingManyAddressesSendsThreeMessages() {
        String nonce = client.setup();
        client.authorize(nonce);

        List<Answer> answers = AtOnce.run(THREADS, i -> at(i).challenge(nonce, "person" + i + "@example.com"));

        assertEquals(3, count(answers, 200));
        assertEquals(THREADS - 3, count(answers, 429));
        assertEquals(3, sent());
    }

    @Test
    void theRightTanEnteredManyTimesGivesOneCode() {
        String nonce = client.challenged();
        String tan = mailbox.newestTan();

        List<Answer> answers = AtOnce.run(THREADS, i -> at(i).solve(nonce, tan));

        assertEquals(THREADS, count(answers, 200));
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.json().path("redirect_url").asText())
                        .distinct()
                        .count());
    }

    @Test
    void aCodeRedeemedManyTimesGivesOneTokenThatEndsRevoked() {
        String code = client.solved(mailbox);

        List<Answer> answers = AtOnce.run(THREADS, i -> at(i).token(code));

        assertEquals(1, count(answers, 200));
        assertEquals(THREADS - 1, count(answers, 400));
        String token = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.json().path("access_token").asText())
                .findFirst()
                .orElseThrow();
        assertEquals(404, client.info(token).status());
        assertEquals(0, new Sql(world.database()).number("SELECT COUNT(token_hash) FROM validation"));
    }

    @Test
    void authorizingWithManyStatesKeepsOneOfThem() {
        String nonce = client.setup();

        List<Answer> answers =
                AtOnce.run(THREADS, i -> at(i).http().get(client.authorizePath(nonce, Map.of("state", "state" + i))));

        assertEquals(THREADS, count(answers, 200));
        client.challenge(nonce, TestClient.ADDRESS);
        String url = client.solve(nonce, mailbox.newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertTrue(url.matches(".*&state=state[0-9]+&iss=.*"), url);
    }

    @Test
    void concurrentOrdersGetDistinctNonces() {
        List<String> nonces = AtOnce.run(THREADS, i -> at(i).setup());

        assertEquals(THREADS, Set.copyOf(nonces).size());
    }
}

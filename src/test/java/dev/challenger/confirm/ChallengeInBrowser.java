package dev.challenger.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.client.Instances;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.TanChannel;
import dev.challenger.mfa.Verdict;
import dev.challenger.secret.Hash;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A TAN challenge of a test, and the steps that a browser takes on its pages. All tests of a class share one node; each has
 * its own challenge and starts at noon.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ChallengeInBrowser {
    static final String[] BROWSER = {"Accept", Http.BROWSER};

    @AutoClose
    final World world = World.with();

    final Http http = new Http(world.node().url());
    final Sql sql = new Sql(world.database());
    Hash request = Hash.of("");
    String page = "";
    int sentBefore;

    @BeforeEach
    void demand(TestInfo test) {
        world.clock().reset();
        sentBefore = world.mailbox().messages().size();
        request = Hash.of(test.getTestMethod() + test.getDisplayName());
        page = demanded("shop", "instance_deletion", TestClient.ADDRESS);
    }

    /** Demands a confirmation, and returns the path of the challenge's page. */
    final String demanded(String instance, String operation, String address) {
        return demanded(world.node(), instance, operation, new Factor(TanChannel.EMAIL, address));
    }

    final String demanded(Node node, String instance, String operation, Factor factor) {
        TanChallenges challenges = node.challenger().challenges();
        Demand demand = new Demand(instance, operation, List.of(factor));
        Verdict.Pending pending = (Verdict.Pending) challenges.demand(demand, request, List.of());
        return "/instances/" + instance + "/challenge/"
                + pending.challenges().get(0).challengeId();
    }

    final Answer show() {
        return http.get(page, BROWSER);
    }

    final Answer send() {
        return http.postForm(page, Map.of(), BROWSER);
    }

    final Answer enter(String tan) {
        return http.postForm(page + "/confirm", Map.of("tan", tan), BROWSER);
    }

    /** Enters a wrong TAN. */
    final Answer enterWrong() {
        return enter(wrongTan());
    }

    final String wrongTan() {
        return world.mailbox().newestTan().equals("00000000") ? "11111111" : "00000000";
    }

    final String id() {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    /** Returns the SQL condition that finds this challenge. */
    final String row() {
        return " WHERE id = " + id().substring(0, id().indexOf('-'));
    }

    final int messages() {
        return world.mailbox().messages().size() - sentBefore;
    }

    /** Returns a redirect URI that the shop's backend has registered. */
    final String registered() {
        Instances shop = new Instances(List.of("shop"));
        world.node()
                .challenger()
                .clients()
                .add(Client.fresh("Shop", List.of(TestClient.REDIRECT_URI)), shop, Optional.empty());
        return TestClient.REDIRECT_URI;
    }

    /** Returns the query that names this redirect URI. */
    static String back(String uri) {
        return "?" + Http.form(Map.of("redirect_uri", uri));
    }

    static void assertPage(int status, String heading, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertHas(answer, heading);
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }

    static void assertHas(Answer answer, String part) {
        assertTrue(answer.body().contains(part), () -> part + " is not in " + answer.body());
    }
}

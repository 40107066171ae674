package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.audit.Audit;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Subject;
import dev.challenger.mfa.Transmission.Sent;
import dev.challenger.mfa.Verdict.Offered;
import dev.challenger.mfa.Verdict.Pending;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.Tan;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.World;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Operator;
import dev.challenger.transmission.Senders;
import dev.challenger.transmission.SendingLimits;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.transmission.Transmitter;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/**
 * A world whose schema has the tables of the TAN challenges alone, with any number of nodes that are called without
 * HTTP.
 */
final class Shop implements AutoCloseable {
    private static final AddressPolicy POLICY = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());

    private final World world = World.with();
    final TestDatabase database = world.database();
    final Mailbox mailbox = world.mailbox();
    final TestClock clock = world.clock();
    final Sql sql = new Sql(database);

    Shop() {
        new Migrations("mfa").run(database.dataSource());
    }

    /** Starts a node that sends to the mailbox. */
    TanChallenges node() {
        return node(TestKeys.known());
    }

    TanChallenges node(Keys keys, Map<TanChannel, Delivery> deliveries) {
        return new TanChallenges(
                new Database(database.dataSource()),
                keys,
                new Secrets(new SecureRandom()),
                deliveries,
                Languages.all(),
                Operator.UNKNOWN,
                MfaLimits.DEFAULT,
                new Audit(clock, new AddressHashes(keys), line -> {}),
                clock);
    }

    /** Starts a node with these keys, which sends to the mailbox. */
    TanChallenges node(Keys keys) {
        return node(keys, Map.of(TanChannel.EMAIL, delivery(mailbox.port(), Map.of())));
    }

    /** Delivers by mail, through the mail server at this port. */
    Delivery delivery(int port, Map<Subject, Budget> budgets) {
        return delivery(POLICY, world.sender(port), budgets);
    }

    /** Delivers by mail, through another sender. */
    Delivery delivery(Transmitter transmitter, Map<Subject, Budget> budgets) {
        return delivery(POLICY, transmitter, budgets);
    }

    /** Delivers to phones. */
    Delivery delivery(Transmitter transmitter) {
        return delivery(Samples.PHONES, transmitter, Map.of());
    }

    private Delivery delivery(AddressPolicy policy, Transmitter transmitter, Map<Subject, Budget> budgets) {
        Database counts = new Database(database.dataSource());
        Keys keys = TestKeys.known();
        return world.keep(new Delivery(
                policy,
                TestAddresses.NONE,
                Budgets.ofChallenges(counts, keys, budgets),
                new Breaker(counts, keys, Optional.empty()),
                Senders.of(SendingLimits.DEFAULT.around("test", transmitter, 1, clock))));
    }

    Tan newestTan() {
        return newestTan(Samples.PERSON);
    }

    Tan newestTan(String address) {
        return Tan.parse(mailbox.newestTan(address)).orElseThrow();
    }

    long challenges() {
        return sql.number("SELECT COUNT(*) FROM tan_challenge");
    }

    /** Returns the challenges that are offered instead of passing. */
    static List<Offered> offered(Verdict verdict) {
        return assertInstanceOf(Pending.class, verdict).challenges();
    }

    /** Demands a login, and returns the id of the one challenge that it needs. */
    static String login(TanChallenges node, String... presented) {
        return login(node, Samples.REQUEST, presented);
    }

    static String login(TanChallenges node, Hash request, String... presented) {
        List<Offered> offered = offered(node.demand(Samples.LOGIN, request, List.of(presented)));
        assertEquals(1, offered.size());
        return offered.get(0).challengeId();
    }

    /** @throws Problem the refusal, if the TAN was not sent */
    static Sent send(TanChallenges node, String id) {
        Transmission transmission = node.send(Optional.empty(), id, Optional.empty(), Preference.NONE);
        if (transmission instanceof Transmission.Refused refused) {
            throw refused.problem();
        }
        return (Sent) transmission;
    }

    /** @throws Problem the refusal, if no TAN can be entered */
    static Confirmation confirm(TanChallenges node, String id, Tan tan) {
        Confirmation confirmation = node.confirm(Optional.empty(), id, tan, Optional.empty());
        if (confirmation instanceof Confirmation.Refused refused) {
            throw refused.problem();
        }
        return confirmation;
    }

    /** Solves the challenge of a login, and returns its id. */
    String solved(TanChallenges node) {
        String id = login(node);
        send(node, id);
        assertEquals(new Confirmation.Confirmed(), confirm(node, id, newestTan()));
        return id;
    }

    static boolean passes(TanChallenges node, Demand demand, Hash request, String... presented) {
        return node.demand(demand, request, List.of(presented)) instanceof Verdict.Pass;
    }

    static Problem assertProblem(ErrorCode code, Executable call) {
        Problem problem = assertThrows(Problem.class, call);
        assertEquals(code, problem.code());
        return problem;
    }

    @Override
    public void close() {
        world.close();
    }
}

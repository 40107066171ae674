package dev.challenger.mfa;

import static dev.challenger.mfa.Samples.REQUEST;
import static dev.challenger.mfa.Shop.assertProblem;
import static dev.challenger.mfa.Shop.confirm;
import static dev.challenger.mfa.Shop.login;
import static dev.challenger.mfa.Shop.offered;
import static dev.challenger.mfa.Shop.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.limit.Budget;
import dev.challenger.limit.Subject;
import dev.challenger.mfa.Confirmation.Confirmed;
import dev.challenger.mfa.Confirmation.Wrong;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.Transmission.Sent;
import dev.challenger.mfa.Verdict.Offered;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tan;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.TestKeys;
import dev.challenger.text.Preference;
import dev.challenger.transmission.CommandTransmitter;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.Transmitter;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves when the TAN of a challenge is sent, through which channel, and when it is refused. */
class TanSendingIT {
    private static final Tan WRONG = Tan.parse("00000000").orElseThrow();

    @AutoClose
    private final Shop shop = new Shop();

    private final TanChallenges node = shop.node();

    private static Demand demand(String instance, String operation, Factor... factors) {
        return new Demand(instance, operation, List.of(factors));
    }

    // Sending.

    @Test
    void theSameTanMayBeSentAgainAfterAMinute() {
        String id = login(node);
        Sent sent = send(node, id);
        assertEquals(Optional.empty(), sent.refusal());
        shop.clock.advance(Duration.ofSeconds(59));

        Sent early = send(node, id);
        assertEquals(
                ErrorCode.MERCHANT_TAN_TOO_EARLY, early.refusal().orElseThrow().code());
        assertEquals(shop.clock.instant().plusSeconds(1), early.sendableAt());
        assertEquals(sent.expiresAt(), early.expiresAt());
        assertEquals(1, shop.mailbox.messages().size());

        shop.clock.advance(Duration.ofSeconds(1));
        Tan first = shop.newestTan();
        send(node, id);
        assertEquals(first, shop.newestTan());
        assertEquals(2, shop.mailbox.messages().size());
    }

    @Test
    void withAllSendingsUsedAGoodTanStillLetsThePersonGoOn() {
        String id = login(node);
        for (int i = 0; i < 3; i++) {
            send(node, id);
            shop.clock.advance(Duration.ofMinutes(1));
        }
        confirm(node, id, WRONG);

        Sent used = send(node, id);

        assertEquals(Optional.of(Duration.ofMinutes(9)), used.refusal().flatMap(Problem::retryAfter));
        assertEquals(used.expiresAt(), used.sendableAt());
        assertEquals(3, shop.mailbox.messages().size());
        assertEquals(new Confirmed(), confirm(node, id, shop.newestTan()));
    }

    @Test
    void aBudgetThatIsUsedUpIsNoErrorWhileAGoodTanIsOut() {
        Map<Subject, Budget> one = Map.of(Subject.DESTINATION, new Budget(1, Duration.ofDays(1)));
        TanChallenges frugal =
                shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(shop.mailbox.port(), one)));
        String id = login(frugal);
        Sent sent = send(frugal, id);
        shop.clock.advance(Duration.ofMinutes(1));

        Sent refused = send(frugal, id);

        assertEquals(Optional.of("budget per destination"), refused.refusal().flatMap(Problem::detail));
        assertEquals(sent.expiresAt(), refused.expiresAt());
        assertTrue(refused.sendableAt().isAfter(sent.expiresAt()));
        assertEquals(1, shop.sql.number("SELECT transmissions FROM tan_challenge"));
        shop.clock.advance(Duration.ofMinutes(9));
        assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(frugal, id));
    }

    @Test
    void theIdOfAnotherInstanceIsUnknown() {
        String id = login(node);
        Optional<String> other = Optional.of("Shop");

        assertProblem(
                ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN,
                () -> node.send(other, id, Optional.empty(), Preference.NONE));
        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> node.confirm(other, id, WRONG, Optional.empty()));
        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> node.find(other, id));
        assertEquals(0, shop.mailbox.messages().size());
        node.send(Optional.of("shop"), id, Optional.empty(), Preference.NONE);
        assertEquals(new Confirmed(), node.confirm(Optional.of("shop"), id, shop.newestTan(), Optional.empty()));
    }

    @Test
    void anUnknownIdIsRefusedInEveryForm() {
        String id = login(node);
        String last = id.substring(0, id.length() - 2) + (id.endsWith("00") ? "10" : "00");

        for (String unknown : List.of("", "-", "1", "x", last, "2" + id.substring(1), "💥", id + "0", " " + id)) {
            assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> send(node, unknown));
            assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> confirm(node, unknown, WRONG));
        }
    }

    @Test
    void aSolvedChallengeSendsNothingAndIsConfirmedAgain() {
        String id = shop.solved(node);

        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED, () -> send(node, id));
        assertEquals(new Confirmed(), confirm(node, id, shop.newestTan()));
        assertEquals(new Wrong(2), confirm(node, id, WRONG));
        assertEquals(1, shop.mailbox.messages().size());
    }

    @Test
    void aFailedHandOverIsNotCountedAtTimesFinerThanTheDatabaseKeeps() {
        shop.clock.advance(Duration.ofNanos(123_456_789));
        TanChallenges broken = shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(9, Map.of())));
        String id = login(node);

        try (CapturedLog log = new CapturedLog()) {
            assertProblem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, () -> send(broken, id));
            assertProblem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, () -> send(broken, id));
            assertFalse(log.all().toString().contains("person"));
        }

        assertProblem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS, () -> confirm(node, id, WRONG));
        send(node, id);
        assertEquals(1, shop.sql.number("SELECT tans_issued FROM tan_challenge"));
        assertEquals(1, shop.sql.number("SELECT transmissions FROM tan_challenge"));
        assertEquals(new Confirmed(), confirm(node, id, shop.newestTan()));
    }

    @Test
    void aBudgetThatIsUsedUpSendsNothingAndCountsNothing() {
        Map<Subject, Budget> one = Map.of(Subject.DESTINATION, new Budget(1, Duration.ofDays(1)));
        TanChallenges frugal =
                shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(shop.mailbox.port(), one)));
        send(frugal, login(frugal));
        String other = login(frugal, Hash.of("other request"));

        Duration wait = assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(frugal, other))
                .retryAfter()
                .orElseThrow();

        assertEquals(Duration.ofHours(12), wait);
        assertEquals(1, shop.mailbox.messages().size());
        shop.clock.advance(wait);
        send(frugal, other);
    }

    /** Otherwise anybody could guess without end at an address to which messages fail. */
    @Test
    void aMessageWhoseTanWasGuessedAtStaysCounted() {
        String id = login(node);
        String other = login(node, Hash.of("other request"));
        Broken guessedAt = new Broken(Fault.SENDER, () -> assertEquals(new Wrong(2), confirm(node, id, WRONG)));
        Map<Subject, Budget> one = Map.of(Subject.DESTINATION, new Budget(1, Duration.ofDays(1)));
        TanChallenges failing = shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(guessedAt, one)));

        assertProblem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, () -> send(failing, id));

        assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(failing, other));
    }

    /** Otherwise a gateway that answers late would send without bounds. */
    @Test
    void aMessageThatMayHaveArrivedStaysCounted() {
        Map<Subject, Budget> one = Map.of(Subject.DESTINATION, new Budget(1, Duration.ofDays(1)));
        String id = login(node);
        for (Fault fault : List.of(Fault.SENDER, Fault.TIME_OUT)) {
            Delivery late = shop.delivery(new Broken(fault, () -> {}), one);
            TanChallenges failing = shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, late));
            assertProblem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, () -> send(failing, id));
        }
        TanChallenges frugal =
                shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(shop.mailbox.port(), one)));

        assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(frugal, id));
    }

    // Channels.

    @Test
    void aChannelThatIsNotSetUpIsLeftOut() {
        Demand both = demand("shop", "x", Samples.SMS, Samples.EMAIL);

        List<Offered> offered = offered(node.demand(both, REQUEST, List.of()));

        assertEquals(
                List.of(TanChannel.EMAIL),
                offered.stream().map(Offered::tanChannel).toList());
    }

    @Test
    void aDemandForAllFactorsIsNotMetWithoutAChannel() {
        String email = login(node);
        send(node, email);
        confirm(node, email, shop.newestTan());
        for (List<Factor> factors : List.of(
                List.of(Samples.SMS, Samples.EMAIL),
                List.of(Samples.EMAIL, Samples.SMS),
                List.of(Samples.EMAIL, TanChallengesIT.SECOND, Samples.SMS))) {
            for (boolean singleUse : new boolean[] {false, true}) {
                Demand all = new Demand("shop", "auth_token_creation", factors, true, singleUse);

                assertProblem(
                        ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED, () -> node.demand(all, REQUEST, List.of(email)));
            }
        }
    }

    @Test
    void aDemandWithoutAnyUsableChannelIsRefused() {
        assertProblem(
                ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED,
                () -> node.demand(demand("shop", "x", Samples.SMS), REQUEST, List.of()));
        TanChallenges silent = shop.node(TestKeys.known(), Map.of());
        String id = login(node);

        assertProblem(ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED, () -> send(silent, id));
        assertEquals(0, shop.sql.number("SELECT tans_issued FROM tan_challenge"));
    }

    @Test
    void aDemandWithAnInvalidAddressIsRefusedAsAWhole() {
        Demand demand = demand("shop", "x", Samples.EMAIL, new Factor(TanChannel.EMAIL, "nobody"));

        assertProblem(ErrorCode.GENERIC_PARAMETER_MALFORMED, () -> node.demand(demand, REQUEST, List.of()));
        assertEquals(0, shop.challenges());
    }

    @Test
    void shortMessagesGoToACommand(@TempDir Path directory) throws Exception {
        Path command = directory.resolve("sms");
        Files.writeString(
                command, "#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/to\"; cat > \"$(dirname \"$0\")/text\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Delivery sms = shop.delivery(new CommandTransmitter(command, Duration.ofSeconds(30)));
        TanChallenges both = shop.node(TestKeys.known(), Map.of(TanChannel.SMS, sms));

        Offered offered = offered(both.demand(demand("shop", "auth_config", Samples.SMS), REQUEST, List.of()))
                .get(0);
        send(both, offered.challengeId());

        assertEquals("0123", offered.tanInfo());
        assertEquals("{\"CONTACT_PHONE\":\"+15555550123\"}\n", Files.readString(directory.resolve("to")));
        String text = Files.readString(directory.resolve("text"));
        Tan tan = Tan.parse(text.substring(0, text.indexOf(' '))).orElseThrow();
        assertEquals(new Confirmed(), confirm(both, offered.challengeId(), tan));
    }

    /** Fails as the test wants. */
    private record Broken(Fault fault, Runnable meanwhile) implements Transmitter {
        @Override
        public Receipt send(Message message) throws TransmissionException {
            meanwhile.run();
            throw new TransmissionException(fault, "broken");
        }

        @Override
        public void close() {}
    }

    private Problem failure(TanChallenges challenges) {
        Offered offered = offered(challenges.demand(demand("shop", "auth_config", Samples.SMS), REQUEST, List.of()))
                .get(0);
        Problem problem = assertThrows(Problem.class, () -> send(challenges, offered.challengeId()));
        assertEquals(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, problem.code());
        assertEquals(502, problem.status());
        return problem;
    }

    private TanChallenges broken(Fault fault) {
        return shop.node(TestKeys.known(), Map.of(TanChannel.SMS, shop.delivery(new Broken(fault, () -> {}))));
    }

    @Test
    void aFailureSaysWhetherTryingAgainHelps() {
        for (Fault fault : List.of(Fault.MESSAGE, Fault.SENDER, Fault.TIME_OUT)) {
            assertEquals(
                    Optional.of(Duration.ofMinutes(1)), failure(broken(fault)).retryAfter());
        }

        Problem refused = failure(broken(Fault.ADDRESS));

        assertEquals(Optional.empty(), refused.retryAfter());
        assertEquals(Optional.of("this address does not exist"), refused.detail());
    }

    @Test
    void aSenderThatDoesNotAnswerIsLeftAloneAndNothingIsUsedUp() {
        TanChallenges silent = broken(Fault.TIME_OUT);
        for (int i = 0; i < 20; i++) {
            assertEquals(Optional.of(Duration.ofMinutes(1)), failure(silent).retryAfter());
        }

        assertEquals(0, shop.sql.number("SELECT tans_issued FROM tan_challenge"));
    }
}

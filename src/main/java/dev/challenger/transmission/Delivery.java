package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Area;
import dev.challenger.db.DatabaseException;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Claim;
import dev.challenger.limit.Counting;
import dev.challenger.limit.Subject;
import dev.challenger.tan.Tan;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends messages to addresses of one type. A message must pass the budgets and the breaker first, and needs a
 * {@link Permit} of a sender. Nothing is sent to a test address.
 */
public final class Delivery implements AutoCloseable {
    private final AddressPolicy policy;
    private final TestAddresses tests;
    private final Budgets budgets;
    private final Breaker breaker;
    private final Senders senders;

    public Delivery(AddressPolicy policy, TestAddresses tests, Budgets budgets, Breaker breaker, Senders senders) {
        this.policy = policy;
        this.tests = tests;
        this.budgets = budgets;
        this.breaker = breaker;
        this.senders = senders;
    }

    /** Returns a delivery of TAN challenges, with budgets and breaker apart. It shares the senders: close only one of the two. */
    public Delivery ofChallenges(Budgets others) {
        return new Delivery(policy, tests, others, breaker.ofChallenges(), senders);
    }

    public Senders senders() {
        return senders;
    }

    /** Returns the policy for the addresses that messages are sent to. */
    public AddressPolicy policy() {
        return policy;
    }

    /** The result of sending a message. */
    public sealed interface Result {
        /**
         * Takes a message that was not handed over out of its budgets. One that may have been accepted nevertheless stays counted:
         * otherwise a sender that answers late would send without bounds.
         */
        default void giveBack(Claim.Granted counted) {
            if (!(this instanceof Failed failed && failed.failure().mayHaveBeenAccepted())) {
                counted.giveBack(!(this instanceof Refused));
            }
        }

        /** The message was handed over. */
        record HandedOver(Receipt receipt) implements Result {}

        /** Nothing is sent to a test address. */
        record TestAddress() implements Result {}

        /**
         * The message must not be sent now.
         *
         * @param problem code 9757 if messages to this area are stopped; a problem of the database
         */
        record Refused(Problem problem) implements Result {}

        /** The sender failed to hand the message over. */
        record Failed(TransmissionException failure, Address to) implements Result {
            /** Returns the result where a bug has left open what became of the message. */
            public static Failed byBug(Address to) {
                return new Failed(new TransmissionException("a bug"), to);
            }

            /** Returns the refusal of the request, with its code: 9752, or 2128 for a TAN challenge. */
            public NotHandedOver problem(ErrorCode code) {
                return NotHandedOver.of(code, failure, to);
            }
        }
    }

    /**
     * Takes the permit to hand a message over. May wait for a turn of the sender, so call this before anything is claimed.
     *
     * @param code the code of a refusal: 9752, or 2128 for a TAN challenge
     * @return a refusal that used nothing up; empty if the message may be handed over, or if it goes to a test address, to
     *     which nothing is sent
     */
    public Optional<NotHandedOver> take(Permit permit, Address to, ErrorCode code, Instant now) {
        return tests.contain(to, now)
                ? Optional.empty()
                : permit.take(senders, to).map(reason -> NotHandedOver.untried(code, reason));
    }

    /**
     * Returns a message that is to be counted in its budgets, in the statement that claims its row.
     *
     * @param asker the client that the message counts for
     * @param network the network that the request came from; all requests of unknown networks count as one network
     */
    public Counting counting(Address to, String asker, Optional<Network> network, Instant now) {
        Map<Subject, String> subjects = tests.contain(to, now) ? Map.of() : CountedFor.message(to, asker, network);
        return budgets.counting(subjects, now);
    }

    /**
     * Sends a message that is counted by now, and returns when it is handed over or is not going to be. Then the caller gives it
     * back.
     *
     * @param permit as {@link #take} left it
     */
    public Result send(Permit permit, Message message, Instant now) {
        if (tests.contain(message.recipient(), now)) {
            return new Result.TestAddress();
        }
        try {
            return pastBreaker(permit, message, now);
        } catch (DatabaseException failure) {
            return new Result.Refused(failure);
        }
    }

    private Result pastBreaker(Permit permit, Message message, Instant now) {
        Address to = message.recipient();
        return narrowest(to.areas())
                .flatMap(area -> breaker.claim(area, to.recipient(), now))
                .map(area -> claimed(area, () -> handOver(permit, message)))
                .orElseGet(() -> handOver(permit, message));
    }

    /** Gives a claim back if the message is not handed over. */
    private static Result claimed(Claim claim, Supplier<Result> sending) {
        if (claim instanceof Claim.Granted granted) {
            Result result = sending.get();
            if (!(result instanceof Result.HandedOver)) {
                result.giveBack(granted);
            }
            return result;
        }
        return new Result.Refused(((Claim.Refused) claim).problem());
    }

    private static Result handOver(Permit permit, Message message) {
        try {
            return new Result.HandedOver(permit.send(message));
        } catch (TransmissionException failure) {
            return new Result.Failed(failure, message.recipient());
        }
    }

    /** Returns the fixed TAN of an address, if it is a test address now. */
    public Optional<Tan> fixedTan(Address address, Instant now) {
        return tests.tan(address, now);
    }

    /** Tells the breaker that a person has entered the TAN sent to an address. Never fails. */
    public void entered(Address address) {
        narrowest(address.areas()).ifPresent(area -> breaker.entered(area, address.recipient()));
    }

    private static Optional<String> narrowest(Map<Area, String> areas) {
        return areas.values().stream().findFirst();
    }

    @Override
    public void close() {
        senders.close();
    }
}

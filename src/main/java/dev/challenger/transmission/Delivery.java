package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Area;
import dev.challenger.db.DatabaseException;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Budgets.Subject;
import dev.challenger.limit.Claim;
import dev.challenger.tan.Tan;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends messages to addresses of one type. A message must pass the breaker and the budgets first. Nothing is sent to a test
 * address.
 */
public final class Delivery implements AutoCloseable {
    private final AddressPolicy policy;
    private final TestAddresses tests;
    private final Budgets budgets;
    private final Breaker breaker;
    private final Transmitter transmitter;

    public Delivery(
            AddressPolicy policy, TestAddresses tests, Budgets budgets, Breaker breaker, Transmitter transmitter) {
        this.policy = policy;
        this.tests = tests;
        this.budgets = budgets;
        this.breaker = breaker;
        this.transmitter = transmitter;
    }

    /** Returns the same delivery with other budgets. It shares the transmitter: close only one of the two. */
    public Delivery within(Budgets others) {
        return new Delivery(policy, tests, others, breaker, transmitter);
    }

    /** Returns the policy for the addresses that messages are sent to. */
    public AddressPolicy policy() {
        return policy;
    }

    /** The result of sending a message. Only a message that was handed over is counted, except as a try of its network. */
    public sealed interface Result {
        /** The message was handed over. */
        record HandedOver() implements Result {}

        /** Nothing is sent to a test address. */
        record TestAddress() implements Result {}

        /**
         * The message must not be sent now.
         *
         * @param problem code 9757 if a budget is used up or messages to this area are stopped; a problem of the database
         */
        record Refused(Problem problem) implements Result {}

        /** The transmitter failed to hand the message over. The text is for the log. */
        record Failed(String text) implements Result {}
    }

    /**
     * Sends a message, and returns when it is handed over or is not going to be.
     *
     * @param asker the client that the message counts for
     * @param network the network that the request came from; all requests of unknown networks count as one network
     */
    public Result send(Message message, String asker, Optional<Network> network, Instant now) {
        Address to = message.recipient();
        if (tests.contain(to, now)) {
            return new Result.TestAddress();
        }
        String recipient = to.recipient();
        Map<Area, String> areas = to.areas();
        Supplier<Result> withinBudgets = () -> {
            Claim budget = budgets.claim(subjects(recipient, areas, asker, network), now);
            return claimed(budget, () -> handOver(message));
        };
        try {
            return narrowest(areas)
                    .flatMap(area -> breaker.claim(area, recipient, now))
                    .map(area -> claimed(area, withinBudgets))
                    .orElseGet(withinBudgets);
        } catch (DatabaseException failure) {
            return new Result.Refused(failure);
        }
    }

    /** Gives a claim back unless the message is handed over. */
    private static Result claimed(Claim claim, Supplier<Result> sending) {
        if (claim instanceof Claim.Granted granted) {
            boolean failed = true;
            try {
                Result result = sending.get();
                failed = result instanceof Result.Failed;
                if (result instanceof Result.Refused) {
                    granted.giveBack();
                }
                return result;
            } finally {
                if (failed) {
                    granted.failed();
                }
            }
        }
        return new Result.Refused(((Claim.Refused) claim).problem());
    }

    private Result handOver(Message message) {
        try {
            transmitter.send(message);
            return new Result.HandedOver();
        } catch (TransmissionException failure) {
            return new Result.Failed(String.valueOf(failure.getMessage()));
        }
    }

    private Map<Subject, String> subjects(
            String recipient, Map<Area, String> areas, String asker, Optional<Network> network) {
        Map<Subject, String> subjects = new EnumMap<>(Subject.class);
        subjects.put(Subject.DESTINATION, recipient);
        subjects.put(Subject.CLIENT, asker);
        areas.forEach((area, value) -> subjects.put(subject(area), value));
        subjects.put(Subject.SERVICE, "");
        subjects.put(Subject.NETWORK, network.map(Network::toString).orElse("unknown"));
        return subjects;
    }

    private static Subject subject(Area area) {
        return switch (area) {
            case DOMAIN -> Subject.DOMAIN;
            case PREFIX -> Subject.PREFIX;
            case COUNTRY -> Subject.COUNTRY;
        };
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
        transmitter.close();
    }
}

package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Area;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Budgets.Subject;
import dev.challenger.tan.Tan;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Sends messages to addresses of one type, if the budgets and the breaker allow it, and never to a test address. */
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

    /** Which addresses it delivers to. */
    public AddressPolicy policy() {
        return policy;
    }

    /**
     * Returns once the message is handed over.
     *
     * @param asker whom the message counts for: the client
     * @param network where the request came from, if that is known
     * @return false for a test address: nothing was sent, and nothing is counted
     * @throws Problem code 9757 if a budget is used up, or messages to this area are stopped: nothing was sent
     * @throws TransmissionException if the message was not handed over: nothing is counted
     */
    public boolean send(Message message, String asker, Optional<Network> network, Instant now)
            throws TransmissionException {
        Address to = message.recipient();
        if (tests.contain(to, now)) {
            return false;
        }
        String recipient = to.recipient();
        Map<Area, String> areas = to.areas();
        Optional<Breaker.Claim> counted = narrowest(areas).flatMap(area -> breaker.claim(area, recipient, now));
        boolean handedOver = false;
        try {
            sendWithinBudgets(message, subjects(recipient, areas, asker, network), now);
            handedOver = true;
            return true;
        } finally {
            if (!handedOver) {
                counted.ifPresent(Breaker.Claim::giveBack);
            }
        }
    }

    private void sendWithinBudgets(Message message, Map<Subject, String> subjects, Instant now)
            throws TransmissionException {
        Budgets.Claim claim = budgets.claim(subjects, now);
        boolean handedOver = false;
        try {
            transmitter.send(message);
            handedOver = true;
        } finally {
            if (!handedOver) {
                claim.giveBack();
            }
        }
    }

    private Map<Subject, String> subjects(
            String recipient, Map<Area, String> areas, String asker, Optional<Network> network) {
        Map<Subject, String> subjects = new EnumMap<>(Subject.class);
        subjects.put(Subject.DESTINATION, recipient);
        subjects.put(Subject.CLIENT, asker);
        areas.forEach((area, value) -> subjects.put(subject(area), value));
        subjects.put(Subject.SERVICE, "");
        network.ifPresent(from -> subjects.put(Subject.NETWORK, from.toString()));
        return subjects;
    }

    private static Subject subject(Area area) {
        return switch (area) {
            case DOMAIN -> Subject.DOMAIN;
            case PREFIX -> Subject.PREFIX;
            case COUNTRY -> Subject.COUNTRY;
        };
    }

    /** The TAN that is right for an address, whatever would be sent there, if it is one for tests now. */
    public Optional<Tan> fixedTan(Address address, Instant now) {
        return tests.tan(address, now);
    }

    /** A person has entered the TAN that was sent there: what the breaker wants to know. Never fails. */
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

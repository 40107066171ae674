package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.settings.Cidr;
import dev.challenger.taler.Problem;
import dev.challenger.transmission.Budgets.Subject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Sends messages to addresses of one type, if the budgets allow it. */
public final class Delivery implements AutoCloseable {
    private final AddressPolicy policy;
    private final Budgets budgets;
    private final Transmitter transmitter;

    public Delivery(AddressPolicy policy, Budgets budgets, Transmitter transmitter) {
        this.policy = policy;
        this.budgets = budgets;
        this.transmitter = transmitter;
    }

    /**
     * Returns once the message is handed over.
     *
     * @param asker whom the message counts for: the client
     * @param network where the request came from, if that is known
     * @throws Problem code 9757 if a budget is used up: nothing was sent
     * @throws TransmissionException if the message was not handed over: nothing is counted
     */
    public void send(Message message, String asker, Optional<Cidr> network, Instant now) throws TransmissionException {
        Budgets.Claim claim = budgets.claim(subjects(message, asker, network), now);
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

    private Map<Subject, String> subjects(Message message, String asker, Optional<Cidr> network) {
        Address address = policy.normalise(message.recipient());
        Map<Subject, String> subjects = new EnumMap<>(Subject.class);
        subjects.put(Subject.DESTINATION, String.join("\n", address.fields().values()));
        subjects.put(Subject.CLIENT, asker);
        subjects.put(Subject.DOMAIN, policy.area(address));
        subjects.put(Subject.SERVICE, "");
        network.ifPresent(from -> subjects.put(Subject.NETWORK, from.toString()));
        return subjects;
    }

    @Override
    public void close() {
        transmitter.close();
    }
}

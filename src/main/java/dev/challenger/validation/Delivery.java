package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.settings.Cidr;
import dev.challenger.taler.Problem;
import dev.challenger.transmission.Budgets;
import dev.challenger.transmission.Budgets.Subject;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.TanMessages;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.Transmitter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sends the TAN of a validation whose transmission has been claimed, if the budgets allow it. */
public final class Delivery {
    private final AddressPolicy policy;
    private final Derivation derivation;
    private final TanMessages messages;
    private final Budgets budgets;
    private final Transmitter transmitter;

    public Delivery(
            AddressPolicy policy,
            Derivation derivation,
            TanMessages messages,
            Budgets budgets,
            Transmitter transmitter) {
        this.policy = policy;
        this.derivation = derivation;
        this.messages = messages;
        this.budgets = budgets;
        this.transmitter = transmitter;
    }

    /**
     * Returns once the message is handed over.
     *
     * @param network where the request came from, if that is known
     * @throws Problem code 9757 if a budget is used up: nothing was sent
     * @throws TransmissionException if the message was not handed over: nothing is counted
     */
    void send(Validation validation, Optional<Cidr> network, Instant now) throws TransmissionException {
        Budgets.Claim claim = budgets.claim(subjects(validation, network), now);
        boolean handedOver = false;
        try {
            transmitter.send(message(validation));
            handedOver = true;
        } finally {
            if (!handedOver) {
                claim.giveBack();
            }
        }
    }

    private Map<Subject, String> subjects(Validation validation, Optional<Cidr> network) {
        Address address = policy.normalise(
                Objects.requireNonNull(validation.destination()).address());
        Map<Subject, String> subjects = new EnumMap<>(Subject.class);
        subjects.put(Subject.DESTINATION, String.join("\n", address.fields().values()));
        subjects.put(Subject.CLIENT, Long.toString(validation.client().id()));
        subjects.put(Subject.DOMAIN, policy.area(address));
        subjects.put(Subject.SERVICE, "");
        network.ifPresent(from -> subjects.put(Subject.NETWORK, from.toString()));
        return subjects;
    }

    private Message message(Validation validation) {
        Destination to = Objects.requireNonNull(validation.destination());
        return messages.write(
                to.address(),
                derivation.tan(validation),
                validation.client().name(),
                derivation.reference(validation),
                Objects.requireNonNull(to.tan()).expiresAt());
    }
}

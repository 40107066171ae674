package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tan;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The channels that are set up here, and what goes out on them. */
final class Dispatch {
    private static final Logger LOG = System.getLogger(Dispatch.class.getName());

    private final Map<TanChannel, Delivery> deliveries;
    private final MfaMessages messages;

    Dispatch(Map<TanChannel, Delivery> deliveries, MfaMessages messages) {
        this.deliveries = Map.copyOf(deliveries);
        this.messages = messages;
    }

    /**
     * The factors of a demand that can be reached, by what stands for each; one that is given twice is one.
     *
     * @throws Problem code 25 or 26 naming the field of an address that cannot be right; code 76 if there are none
     */
    Map<Hash, Bound> reachable(Demand demand, Hash requestHash) {
        Map<Hash, Bound> factors = new LinkedHashMap<>();
        for (Demand.Factor factor : demand.factors()) {
            Delivery delivery = deliveries.get(factor.channel());
            if (delivery != null) {
                Address address = factor.channel().parse(delivery.policy(), factor.address());
                Bound bound = Bound.of(demand, requestHash, factor.channel(), address);
                factors.put(bound.binding(), bound);
            }
        }
        if (factors.isEmpty()) {
            throw notSetUp();
        }
        return factors;
    }

    /** @throws Problem code 76 if it is not */
    void requireSetUp(TanChannel channel) {
        if (!deliveries.containsKey(channel)) {
            throw notSetUp();
        }
    }

    private static Problem notSetUp() {
        return new Problem(ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED, "tan_channel");
    }

    /**
     * Sends the TAN of a challenge whose channel is set up.
     *
     * @throws Problem code 2130 if a budget is used up, code 2128 if it was not handed over: neither counts for anything
     */
    void send(TanChallenge challenge, Optional<Network> network, Instant now) {
        Bound bound = challenge.bound();
        Delivery delivery = Optional.ofNullable(deliveries.get(bound.channel())).orElseThrow();
        try {
            // Said what it is, since clients of the other protocol are counted by their numbers in the same budgets.
            if (!delivery.send(messages.of(challenge), "instance " + bound.instance(), network, now)) {
                LOG.log(Level.WARNING, "TAN challenge {0}: nothing is sent to a test address", id(challenge));
            }
        } catch (TransmissionException e) {
            LOG.log(Level.WARNING, "TAN challenge {0}: {1}", id(challenge), e.getMessage());
            throw new Problem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED);
        } catch (Problem e) {
            throw e.code() == ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS ? tooEarly(e) : e;
        }
    }

    private static String id(TanChallenge challenge) {
        return Long.toString(challenge.id());
    }

    /** The TAN that is right for a test address, where a challenge goes to one now. */
    Optional<Tan> fixedTan(Bound bound, Instant now) {
        return Optional.ofNullable(deliveries.get(bound.channel()))
                .flatMap(delivery -> delivery.fixedTan(bound.address(), now));
    }

    /** Somebody has solved a challenge: what was sent has arrived. Never fails. */
    void entered(Bound bound) {
        Delivery delivery = deliveries.get(bound.channel());
        if (delivery != null) {
            delivery.entered(bound.address());
        }
    }

    private static Problem tooEarly(Problem budget) {
        Problem early =
                new Problem(ErrorCode.MERCHANT_TAN_TOO_EARLY, budget.detail().orElse(null));
        return budget.retryAfter().map(early::withRetryAfter).orElse(early);
    }
}

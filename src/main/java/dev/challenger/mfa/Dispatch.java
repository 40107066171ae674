package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.limit.Counting;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tan;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Delivery.Result;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Permit;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sends the TANs of challenges, on the channels that are set up. */
final class Dispatch {
    private static final Logger LOG = System.getLogger(Dispatch.class.getName());

    private final Map<TanChannel, Delivery> deliveries;
    private final MfaMessages messages;

    Dispatch(Map<TanChannel, Delivery> deliveries, MfaMessages messages) {
        this.deliveries = Map.copyOf(deliveries);
        this.messages = messages;
    }

    /**
     * Returns the factors of a demand whose channel is set up, by their binding. Equal factors count once.
     *
     * @throws Problem code 25 or 26 with the name of the field if an address is invalid; code 76 if no channel is
     *     set up, or one of them is not and all factors are demanded
     */
    Map<Hash, Bound> reachable(Demand demand, Hash requestHash) {
        Map<Hash, Bound> factors = new LinkedHashMap<>();
        for (Demand.Factor factor : demand.factors()) {
            Delivery delivery = deliveries.get(factor.channel());
            if (delivery == null && demand.combiAnd()) {
                throw notSetUp();
            } else if (delivery != null) {
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

    /** Returns true if a channel is set up. */
    boolean reaches(TanChannel channel) {
        return deliveries.containsKey(channel);
    }

    /** Returns the problem of a channel that is not set up. */
    static Problem notSetUp() {
        return new Problem(ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED, "tan_channel");
    }

    /**
     * Takes the permit to send the TAN of a challenge whose channel is set up. May wait, so call this before anything is
     * claimed.
     *
     * @return code 2128 if no message may be handed over now
     */
    Optional<Problem> take(Permit permit, TanChallenge challenge, Instant now) {
        return delivery(challenge.bound())
                .take(permit, challenge.bound().address(), ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, now)
                .map(busy -> busy);
    }

    /** Returns the message with the TAN of a challenge, to be counted in the statement that claims the row. */
    Counting counting(TanChallenge challenge, Optional<Network> network, Instant now) {
        Bound bound = challenge.bound();
        return delivery(bound).counting(bound.address(), "instance " + bound.instance(), network, now);
    }

    private Delivery delivery(Bound bound) {
        return Optional.ofNullable(deliveries.get(bound.channel())).orElseThrow();
    }

    /**
     * Sends the TAN of a challenge whose channel is set up. Its hint must not tell more of the address than the demand did.
     *
     * @param permit taken for the challenge
     */
    Result send(Permit permit, TanChallenge challenge, Message message, Instant now) {
        return delivery(challenge.bound()).send(permit, message, now);
    }

    /**
     * Writes the message with the TAN of a challenge.
     *
     * @param languages of the request
     */
    Message message(TanChallenge challenge, Preference languages, Instant now) {
        return messages.of(challenge, languages, now);
    }

    /**
     * Returns the refusal of the request that a message was for, and logs a failure.
     *
     * @return code 2130 if messages to the area are stopped; code 2128 if the message was not handed over
     */
    static Optional<Problem> refusal(TanChallenge challenge, Result result) {
        if (result instanceof Result.Refused refused) {
            return Optional.of(tooEarly(refused.problem()));
        }
        if (result instanceof Result.Failed failed) {
            LOG.log(
                    Level.WARNING,
                    "TAN challenge {0}: {1}",
                    id(challenge),
                    failed.failure().getMessage());
            return Optional.of(failed.problem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED)
                    .withoutDomain());
        }
        if (result instanceof Result.TestAddress) {
            LOG.log(Level.WARNING, "TAN challenge {0}: nothing is sent to a test address", id(challenge));
        }
        return Optional.empty();
    }

    private static String id(TanChallenge challenge) {
        return Long.toString(challenge.id());
    }

    /** Returns the fixed TAN if the address is a test address now. */
    Optional<Tan> fixedTan(Bound bound, Instant now) {
        return Optional.ofNullable(deliveries.get(bound.channel()))
                .flatMap(delivery -> delivery.fixedTan(bound.address(), now));
    }

    /** Tells the breaker that the challenge was solved, so that the message has arrived. Never fails. */
    void entered(Bound bound) {
        Delivery delivery = deliveries.get(bound.channel());
        if (delivery != null) {
            delivery.entered(bound.address());
        }
    }

    /** A limit on messages has a code of its own here. All other refusals are those of the database. */
    static Problem tooEarly(Problem refusal) {
        return refusal.code() == ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS
                ? refusal.as(ErrorCode.MERCHANT_TAN_TOO_EARLY)
                : refusal;
    }
}

package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One TAN challenge, as one row of the table {@code tan_challenge}. {@link ChallengeRules} decides how it changes, and
 * {@link ChallengeStore} writes it.
 *
 * @param id 0 before it is stored
 * @param version the number of changes of the row, for compare-and-set
 * @param client the id of the client that demanded it; 0 for the application in which the filter runs
 * @param origin the random input of all derivations of this challenge
 * @param expiresAt the time from which it can no longer be solved
 * @param bound the operation, address and request that it was begun for
 * @param language that the demand names; null if it names none
 * @param transmissions how often the newest TAN was sent; 0 if none is out
 * @param opensUntil the time until which it lets its operation pass; null until it is solved
 * @param used true if a single-use pass has used it up
 */
record TanChallenge(
        long id,
        int version,
        long client,
        Origin origin,
        Instant expiresAt,
        Bound bound,
        @Nullable Language language,
        Tans tans,
        int transmissions,
        @Nullable Instant opensUntil,
        boolean used) {

    /**
     * The random input of all derivations of a challenge.
     *
     * @param keyId the id of the key that was the newest when the challenge began
     */
    record Origin(Hash salt, int keyId) {}

    /**
     * The operation, address and request that a challenge was begun for. It opens nothing else.
     *
     * @param address normalised
     * @param binding the hash of all other components and of the protected request
     */
    record Bound(String instance, String operation, TanChannel channel, Address address, Hash binding) {
        /** @param requestHash of the protected request; another request gets another challenge */
        static Bound of(Demand demand, Hash requestHash, TanChannel channel, Address address) {
            Hash binding = hash(
                    utf8(demand.instance()),
                    utf8(demand.operation()),
                    requestHash.bytes(),
                    utf8(channel.toString()),
                    utf8(channel.text(address)));
            return new Bound(demand.instance(), demand.operation(), channel, address, binding);
        }

        /** Returns hints by which its owner recognises the address, from the shortest on. */
        List<String> hints() {
            return channel.hints(channel.text(address));
        }

        /** Hashes each part after its length, so that different lists of parts are different inputs. */
        private static Hash hash(byte[]... parts) {
            int length = Stream.of(parts)
                    .mapToInt(part -> Integer.BYTES + part.length)
                    .sum();
            ByteBuffer all = ByteBuffer.allocate(length);
            for (byte[] part : parts) {
                all.putInt(part.length).put(part);
            }
            return Hash.of(all.array());
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Bound[" + instance + ", " + operation + ", " + channel + "]";
        }
    }

    /** Returns a new challenge in the row of this one. Nothing was sent for it. */
    TanChallenge begunAgain(Origin fresh, Instant until) {
        return new TanChallenge(id, version, client, fresh, until, bound, null, Tans.NONE, 0, null, false);
    }

    TanChallenge ofClient(long by) {
        return new TanChallenge(
                id, version, by, origin, expiresAt, bound, language, tans, transmissions, opensUntil, used);
    }

    TanChallenge stored(long asId) {
        return new TanChallenge(
                asId, version, client, origin, expiresAt, bound, language, tans, transmissions, opensUntil, used);
    }

    /** Returns this challenge with the language of a demand, if the demand names one. */
    TanChallenge in(Optional<Language> of) {
        return new TanChallenge(
                id,
                version,
                client,
                origin,
                expiresAt,
                bound,
                of.orElse(language),
                tans,
                transmissions,
                opensUntil,
                used);
    }

    TanChallenge with(Tans sent, int times) {
        return new TanChallenge(id, version, client, origin, expiresAt, bound, language, sent, times, opensUntil, used);
    }

    /** Returns this challenge with the equal one of these bounds, whose address has been read already. */
    TanChallenge of(Map<Hash, Bound> bounds) {
        Bound equal = bounds.getOrDefault(bound.binding, bound);
        return new TanChallenge(
                id, version, client, origin, expiresAt, equal, language, tans, transmissions, opensUntil, used);
    }

    TanChallenge solved(Instant until) {
        return new TanChallenge(
                id, version, client, origin, expiresAt, bound, language, tans, transmissions, until, used);
    }

    boolean solved() {
        return opensUntil != null;
    }

    /** Returns the time when the challenge can neither be solved nor let its operation pass. */
    Instant purgeAt() {
        return opensUntil != null && opensUntil.isAfter(expiresAt) ? opensUntil : expiresAt;
    }
}

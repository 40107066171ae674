package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.secret.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One TAN challenge: one row, all of it. A value; what may happen to it is decided by {@link ChallengeRules} and written by
 * {@link ChallengeStore}.
 *
 * @param id 0 before it is stored
 * @param version counts the changes of the row; whoever writes compares and sets it
 * @param origin from what its public id and its TANs are derived
 * @param expiresAt when it can not be solved any more
 * @param bound what it is for
 * @param tansIssued the number of the newest TAN
 * @param tan null if none is out there
 * @param opensUntil until when it lets its operation pass; null before it is solved
 * @param used whether a pass that nobody can repeat has used it up
 */
record TanChallenge(
        long id,
        int version,
        Origin origin,
        Instant expiresAt,
        Bound bound,
        int tansIssued,
        @Nullable SentTan tan,
        @Nullable Instant opensUntil,
        boolean used) {

    /**
     * What a challenge begins with.
     *
     * @param salt random
     * @param keyId the key that was the newest then
     */
    record Origin(Hash salt, int keyId) {}

    /**
     * What a challenge is for. It opens nothing else.
     *
     * @param address normalised
     * @param binding stands for all of it and for the protected request
     */
    record Bound(String instance, String operation, TanChannel channel, Address address, Hash binding) {
        /** @param requestHash of the protected request: another one is another challenge */
        static Bound of(Demand demand, Hash requestHash, TanChannel channel, Address address) {
            Hash binding = hash(
                    utf8(demand.instance()),
                    utf8(demand.operation()),
                    requestHash.bytes(),
                    utf8(channel.toString()),
                    utf8(channel.text(address)));
            return new Bound(demand.instance(), demand.operation(), channel, address, binding);
        }

        /** Returns enough of the address for its owner to recognise it. */
        String hint() {
            return channel.hint(channel.text(address));
        }

        /** Each part after its length, so that no two lists of parts are one input. */
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

    /**
     * A TAN that was sent; the TAN itself is derived.
     *
     * @param transmissions how often
     * @param attemptsLeft how many entries are still compared with it
     * @param resendAt when it may be sent again
     */
    record SentTan(int transmissions, int attemptsLeft, Instant resendAt, Instant expiresAt) {
        /** Whether an entry can still be right. */
        boolean good(Instant now) {
            return attemptsLeft > 0 && now.isBefore(expiresAt);
        }

        SentTan with(int attempts) {
            return new SentTan(transmissions, attempts, resendAt, expiresAt);
        }
    }

    /** A challenge nothing was sent for yet, in place of this one. */
    TanChallenge begunAgain(Origin fresh, Instant until) {
        return new TanChallenge(id, version, fresh, until, bound, 0, null, null, false);
    }

    TanChallenge stored(long asId) {
        return new TanChallenge(asId, version, origin, expiresAt, bound, tansIssued, tan, opensUntil, used);
    }

    TanChallenge with(int issued, @Nullable SentTan sent) {
        return new TanChallenge(id, version, origin, expiresAt, bound, issued, sent, opensUntil, used);
    }

    TanChallenge solved(Instant until) {
        return new TanChallenge(id, version, origin, expiresAt, bound, tansIssued, tan, until, used);
    }

    boolean solved() {
        return opensUntil != null;
    }

    /** When nothing in the row is good for anything any more. */
    Instant purgeAt() {
        return opensUntil != null && opensUntil.isAfter(expiresAt) ? opensUntil : expiresAt;
    }
}

package dev.challenger.validation;

import dev.challenger.http.Exchange;
import dev.challenger.secret.Secret;
import dev.challenger.wire.Problem;
import java.util.Optional;

/** Reads the nonce in the path of a request. */
final class NonceInPath {
    private NonceInPath() {}

    /** @throws Problem code 21 as {@link Exchange#segment}; code 9755 if the segment cannot be a nonce */
    static Secret of(Exchange exchange) {
        return Secret.parse(exchange.segment()).orElseThrow(ValidationStore::unknown);
    }

    /** Returns the nonce of a request that is refused, if it has one. */
    static Optional<Secret> ifAny(Exchange exchange) {
        return exchange.segmentIfAny().flatMap(Secret::parse);
    }
}

package dev.challenger.validation;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Locale;

/** A limit of one validation is reached (code 9757). Waiting does not help. */
final class UsedUp extends Problem {
    private static final long serialVersionUID = 1;

    private final Limit limit;

    UsedUp(Limit limit) {
        super(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, limit.detail);
        this.limit = limit;
    }

    /** Returns the limit, for example {@code limit-attempts}. */
    @Override
    public String kind() {
        return "limit-" + limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the key of the text for people. */
    String key() {
        return limit.key;
    }

    /** The limits, with the detail for programs and the key of a text. */
    enum Limit {
        ADDRESSES("no change of address is left", "limit.used.addresses"),
        TRANSMISSIONS("no transmission to this address is left", "limit.used.transmissions"),
        ATTEMPTS("no attempt and no transmission for this address is left", "limit.used.transmissions"),
        HAND_OVERS("too many messages could not be handed over", "limit.used.hand-overs");

        private final String detail;
        /** The key of a text. */
        private final String key;

        Limit(String detail, String key) {
            this.detail = detail;
            this.key = key;
        }
    }
}

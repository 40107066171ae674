package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The methods that a URL allows: {@code OPTIONS} always, and {@code HEAD} with {@code GET}.
 *
 * @param requestHeaders the headers that scripts of other origins may send, as {@code Access-Control-Allow-Headers} lists them
 */
public record Methods(Set<String> names, String requestHeaders) {
    private static final String ANY_HEADER = "*, Authorization";

    public Methods {
        Set<String> all = new TreeSet<>(names);
        all.add("OPTIONS");
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        names = all;
    }

    public static Methods of(String... names) {
        return new Methods(Set.of(names), ANY_HEADER);
    }

    /** {@code Allow} of the answer that refuses another method. */
    static final class NotAllowed extends Problem {
        private static final long serialVersionUID = 1;

        private final String allowed;

        NotAllowed(String allowed) {
            super(ErrorCode.GENERIC_METHOD_INVALID);
            this.allowed = allowed;
        }

        String allowed() {
            return allowed;
        }
    }

    /**
     * Answers a request by its method.
     *
     * @throws Problem code 20 if the URL does not allow it
     */
    public Reply answer(Exchange exchange, Function<Exchange, Reply> get, Function<Exchange, Reply> post) {
        String allowed = String.join(", ", names);
        if (!names.contains(exchange.method())) {
            throw new NotAllowed(allowed);
        }
        return switch (exchange.method()) {
            case "OPTIONS" ->
                Reply.empty(204)
                        .with("Allow", allowed)
                        .with("Access-Control-Allow-Methods", allowed)
                        .with("Access-Control-Allow-Headers", requestHeaders);
            case "POST" -> post.apply(exchange);
            default -> get.apply(exchange);
        };
    }
}

package dev.challenger.validation;

import dev.challenger.secret.Hash;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A {@code code_challenge} (RFC 7636). The client must present its verifier when it redeems the code. */
public record CodeChallenge(String value, Method method) {
    private static final String FORM = "[A-Za-z0-9._~-]{43,128}";

    /** The methods that derive the challenge from the verifier, with their names on the wire. */
    public enum Method {
        S256("S256"),
        PLAIN("plain");

        private final String wire;

        Method(String wire) {
            this.wire = wire;
        }

        @Override
        public String toString() {
            return wire;
        }

        static Optional<Method> parse(String name) {
            for (Method method : values()) {
                if (method.wire.equals(name)) {
                    return Optional.of(method);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Parses the two parameters of {@code /authorize}.
     *
     * @throws Problem code 26 with the name of the malformed one; code 25 for a method without a challenge
     */
    static Optional<CodeChallenge> parse(Optional<String> challenge, Optional<String> method) {
        if (challenge.isEmpty() && method.isPresent()) {
            throw Problem.missing("code_challenge");
        }
        return challenge.map(value -> {
            Method known =
                    Method.parse(method.orElse("plain")).orElseThrow(() -> Problem.malformed("code_challenge_method"));
            if (!value.matches(FORM)) {
                throw Problem.malformed("code_challenge");
            }
            return new CodeChallenge(value, known);
        });
    }

    /** Returns true if the challenge was derived from this verifier. Takes constant time. */
    public boolean matches(String verifier) {
        String made = switch (method) {
            case PLAIN -> verifier;
            case S256 ->
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Hash.of(verifier.getBytes(StandardCharsets.UTF_8))
                                .bytes());
        };
        return Hash.of(made).equals(Hash.of(value));
    }
}

package dev.challenger.mfa;

import dev.challenger.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What comes of a demand. */
public sealed interface Verdict {
    /** Enough is solved: the operation may run. */
    record Pass() implements Verdict {}

    /**
     * Challenges are to be solved first. Nothing has been sent yet.
     *
     * @param challenges with {@code combiAnd} only what is still unsolved
     * @param combiAnd whether all of them must be solved, not just one
     */
    record Pending(List<Offered> challenges, boolean combiAnd) implements Verdict {
        public Pending {
            challenges = List.copyOf(challenges);
        }

        /** The {@code ChallengeResponse} of the protocol, the body of a 202. */
        public String json() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("challenges", challenges.stream().map(Offered::members).toList());
            body.put("combi_and", combiAnd);
            return JsonText.write(body);
        }
    }

    /**
     * One challenge to solve.
     *
     * @param id public, opaque
     * @param hint enough for its owner to recognise the address
     */
    record Offered(String id, TanChannel channel, String hint) {
        private Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("challenge_id", id);
            members.put("tan_channel", channel.toString());
            members.put("tan_info", hint);
            return members;
        }

        /** Says no id: it lets people have messages sent. */
        @Override
        public String toString() {
            return "Offered[" + channel + "]";
        }
    }
}

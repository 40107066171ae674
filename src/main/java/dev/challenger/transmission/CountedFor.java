package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.Area;
import dev.challenger.limit.Subject;
import dev.challenger.wire.Network;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The values that a message counts for in the budgets. */
final class CountedFor {
    private CountedFor() {}

    /** @param network empty if it is unknown; all messages of unknown networks count as those of one network */
    static Map<Subject, String> message(Address to, String asker, Optional<Network> network) {
        Map<Subject, String> subjects = new EnumMap<>(Subject.class);
        subjects.put(Subject.DESTINATION, to.recipient());
        subjects.put(Subject.CLIENT, asker);
        to.areas().forEach((area, value) -> subjects.put(subject(area), value));
        subjects.put(Subject.SERVICE, "");
        subjects.put(Subject.NETWORK, network.map(Network::toString).orElse("unknown"));
        return subjects;
    }

    private static Subject subject(Area area) {
        return switch (area) {
            case DOMAIN -> Subject.DOMAIN;
            case PREFIX -> Subject.PREFIX;
            case COUNTRY -> Subject.COUNTRY;
        };
    }
}

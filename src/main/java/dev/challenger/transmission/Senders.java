package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.Area;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The senders of a channel, in the order in which they are tried. A later one carries a message if the earlier ones have not
 * accepted it for certain, and only if it must be done within the time limit.
 *
 * @param usual at least one
 * @param byCountry other senders for the addresses in some countries, by ISO 3166-1 alpha-2 code
 * @param within the longest time from the beginning of the first hand-over to the end of the last one. The first sender has
 *     its own time limit, which may be longer
 */
public record Senders(List<Bulkhead> usual, Map<String, List<Bulkhead>> byCountry, Duration within)
        implements AutoCloseable {
    public Senders {
        usual = List.copyOf(usual);
        Map<String, List<Bulkhead>> copies = new HashMap<>();
        byCountry.forEach((country, senders) -> copies.put(country, List.copyOf(senders)));
        byCountry = Map.copyOf(copies);
    }

    /** A channel with one sender. */
    public static Senders of(Bulkhead sender) {
        return new Senders(List.of(sender), Map.of(), Duration.ZERO);
    }

    /** Returns the senders for an address, in their order. */
    List<Bulkhead> to(Address address) {
        String country = address.areas().get(Area.COUNTRY);
        return country == null ? usual : byCountry.getOrDefault(country, usual);
    }

    /** Returns every sender once. */
    public Stream<Bulkhead> all() {
        return Stream.concat(Stream.of(usual), byCountry.values().stream())
                .flatMap(List::stream)
                .distinct();
    }

    @Override
    public void close() {
        all().forEach(Bulkhead::close);
    }
}

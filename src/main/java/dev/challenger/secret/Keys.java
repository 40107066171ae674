package dev.challenger.secret;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of the key file: the newest derives, the older ones still verify what was derived before. */
public final class Keys {
    private final NavigableMap<Integer, Key> byId = new TreeMap<>();

    Keys(Collection<Key> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there must be a key");
        }
        keys.forEach(key -> byId.put(key.id(), key));
    }

    /** The key with the highest id. */
    public Key newest() {
        return byId.lastEntry().getValue();
    }

    /** The key with the lowest id, which stays while others are added. */
    public Key oldest() {
        return byId.firstEntry().getValue();
    }

    /** Empty if the row that names it was written by a node with another key file. */
    public Optional<Key> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether one of the keys has this fingerprint. */
    public boolean know(String fingerprint) {
        return byId.values().stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
    }
}

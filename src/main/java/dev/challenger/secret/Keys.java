package dev.challenger.secret;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of the key file: the newest derives, the older ones still verify what was derived before. A key that was added
 * to the file meanwhile is found when the first row needs it; none is ever forgotten while the service runs.
 */
public final class Keys {
    private static final Logger LOG = System.getLogger(Keys.class.getName());

    private final Source source;
    private volatile NavigableMap<Integer, Key> byId;

    /** Where the keys are. */
    @FunctionalInterface
    interface Source {
        /** At least one key, all with different ids. */
        Collection<Key> read() throws IOException;
    }

    Keys(Source source) throws IOException {
        this.source = source;
        this.byId = byId(source.read());
    }

    private static NavigableMap<Integer, Key> byId(Collection<Key> keys) {
        NavigableMap<Integer, Key> byId = new TreeMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return byId;
    }

    /** From the lowest id to the highest. */
    public List<Key> all() {
        return List.copyOf(byId.values());
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
        Key known = byId.get(id);
        return Optional.ofNullable(known == null ? readAgain().get(id) : known);
    }

    private synchronized NavigableMap<Integer, Key> readAgain() {
        try {
            NavigableMap<Integer, Key> all = byId(source.read());
            all.putAll(byId);
            if (all.size() > byId.size()) {
                LOG.log(Level.INFO, "the key file has more keys now; key {0} is used from here on", all.lastKey());
            }
            byId = all;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}", e.getMessage());
        }
        return byId;
    }

    /** Whether one of the keys has this fingerprint. */
    public boolean know(String fingerprint) {
        return byId.values().stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
    }
}

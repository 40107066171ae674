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
 * The keys of the key file. New values are derived from the newest key; older keys verify values derived earlier. If a row
 * names an unknown key, the file is read again, so that keys can be added while the service runs. A running service never
 * forgets a key.
 *
 * <p>There are no keys before the first {@link #read}.
 */
public final class Keys {
    private static final Logger LOG = System.getLogger(Keys.class.getName());

    private final Source source;
    private volatile NavigableMap<Integer, Key> byId = new TreeMap<>();

    /** Reads the keys from where they are stored. */
    @FunctionalInterface
    interface Source {
        /** Returns at least one key; all ids differ. */
        Collection<Key> read() throws IOException;
    }

    Keys(Source source) {
        this.source = source;
    }

    /** Reads the keys for the first time. */
    Keys read() throws IOException {
        byId = byId(source.read());
        return this;
    }

    private static NavigableMap<Integer, Key> byId(Collection<Key> keys) {
        NavigableMap<Integer, Key> byId = new TreeMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return byId;
    }

    /** All keys, from the lowest id to the highest. */
    public List<Key> all() {
        return List.copyOf(byId.values());
    }

    /** The key with the highest id. */
    public Key newest() {
        return byId.lastEntry().getValue();
    }

    /** The key with the lowest id. It stays the same while keys are added. */
    public Key oldest() {
        return byId.firstEntry().getValue();
    }

    /** Finds a key by its id; empty if another node with a different key file wrote the row that names it. */
    public Optional<Key> find(int id) {
        Key known = byId.get(id);
        return Optional.ofNullable(known == null ? readAgain().get(id) : known);
    }

    private synchronized NavigableMap<Integer, Key> readAgain() {
        try {
            NavigableMap<Integer, Key> all = byId(source.read());
            all.putAll(byId);
            if (all.size() > byId.size()) {
                LOG.log(Level.INFO, "Read new keys from the key file; key {0} is now the newest", all.lastKey());
            }
            byId = all;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot read new keys: {0}", e.getMessage());
        }
        return byId;
    }

    /** Returns true if one of the keys has this fingerprint. If none has, reads the file again first. */
    public boolean know(String fingerprint) {
        return has(byId, fingerprint) || has(readAgain(), fingerprint);
    }

    private static boolean has(NavigableMap<Integer, Key> keys, String fingerprint) {
        return keys.values().stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
    }
}

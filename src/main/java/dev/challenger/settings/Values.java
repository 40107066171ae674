package dev.challenger.settings;

import dev.challenger.address.Channel;
import dev.challenger.secret.Password;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the values that the operator set. Collects all faults, so that the operator sees them at once. */
final class Values {
    private final Map<Setting<?>, Sourced> texts;
    private final List<String> faults;
    private final Channel channel;

    /**
     * The text of a value.
     *
     * @param origin for people: {@code file /etc/challenger.properties}
     */
    record Sourced(String text, String origin) {
        /** Leaves out the text, which may be a secret. */
        @Override
        public String toString() {
            return "Sourced[" + origin + "]";
        }
    }

    /**
     * @param channel the one that carries messages to validated addresses; it decides which defaults apply
     * @param faults where faults are added
     */
    Values(Map<Setting<?>, Sourced> texts, Channel channel, List<String> faults) {
        this.texts = texts;
        this.channel = channel;
        this.faults = faults;
    }

    Channel channel() {
        return channel;
    }

    boolean isSet(Setting<?> setting) {
        return texts.containsKey(setting);
    }

    /** Returns the value of a setting that has a default; the default also stands in for a malformed value. */
    <T> T get(Setting<T> setting) {
        return find(setting).or(() -> byDefault(setting, channel)).orElseThrow();
    }

    /** Returns a password, which stands in the setting or in a file. */
    Optional<Password> find(Setting.Secret secret) {
        if (isSet(secret.text()) && isSet(secret.file())) {
            fault(secret.file(), "and " + secret.text() + " are both set");
        }
        Optional<Password> read = find(secret.file());
        return find(secret.text()).or(() -> read);
    }

    boolean isSet(Setting.Secret secret) {
        return isSet(secret.text()) || isSet(secret.file());
    }

    /** Returns the settings that have a value. */
    Set<Setting<?>> settings() {
        return texts.keySet();
    }

    /**
     * Returns the files with secrets, if there was no fault: those of one secret each, and a settings file with a secret in it.
     *
     * @param secret a secret besides the passwords
     * @param inFile names a file with one besides the files of passwords
     */
    Set<Path> secretFiles(Set<Setting<?>> secret, Set<Setting<?>> inFile) {
        Set<Path> files = new HashSet<>();
        if (!faults.isEmpty()) {
            return files;
        }
        texts.forEach((setting, value) -> {
            if (setting.kind().equals(Kind.PASSWORD_FILE) || inFile.contains(setting)) {
                files.add(Path.of(value.text()));
            } else if ((setting.kind().equals(Kind.PASSWORD) || secret.contains(setting))
                    && value.origin().startsWith(Layers.FROM_FILE)) {
                files.add(Path.of(value.origin().substring(Layers.FROM_FILE.length())));
            }
        });
        return files;
    }

    /** Returns the value or the default; empty if there is neither, and for a malformed value. */
    <T> Optional<T> find(Setting<T> setting) {
        return find(setting, channel);
    }

    /** The same with the default for another channel. */
    <T> Optional<T> find(Setting<T> setting, Channel other) {
        Sourced value = texts.get(setting);
        if (value == null) {
            return byDefault(setting, other);
        }
        try {
            return Optional.of(setting.kind().parse(value.text()));
        } catch (IllegalArgumentException e) {
            fault(setting, setting.kind().fault(value.text(), e));
            return Optional.empty();
        }
    }

    private static <T> Optional<T> byDefault(Setting<T> setting, Channel channel) {
        return setting.defaultFor(channel).map(setting.kind()::parse);
    }

    void requireTogether(Setting<?> one, Setting<?> other) {
        if (isSet(one)) {
            require(other, "with " + one);
        } else if (isSet(other)) {
            require(one, "with " + other);
        }
    }

    /** Requires a user where there is a password, and the other way round. */
    void requireTogether(Setting<?> user, Setting.Secret password) {
        if (isSet(user) && !isSet(password)) {
            require(password.text(), "with " + user);
        } else if (isSet(password)) {
            require(user, "with " + password.text());
        }
    }

    /** @param when completes "it must be set …" */
    void require(Setting<?> setting, String when) {
        if (!isSet(setting)) {
            fault((setting + " is missing; it must be set " + when).strip());
        }
    }

    /** @param what completes a sentence that begins with the key */
    void fault(Setting<?> setting, String what) {
        Sourced value = texts.get(setting);
        fault(setting + (value == null ? " " : " (" + value.origin() + ") ") + what);
    }

    /** Reports a fault once, even if the setting is read for several channels. */
    void fault(String fault) {
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}

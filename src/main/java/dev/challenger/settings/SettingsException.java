package dev.challenger.settings;

import java.util.List;

/**
 * Unusable settings. Each fault is a sentence for the operator, which names the key and the origin of its value. No fault
 * contains the value of a secret.
 */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> faults;

    public SettingsException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    public SettingsException(String fault) {
        this(List.of(fault));
    }

    public List<String> faults() {
        return faults;
    }
}

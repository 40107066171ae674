package dev.challenger.settings;

import java.util.List;

/**
 * Settings that cannot be used. Has every fault found, each a sentence for the operator that names the key and where the
 * value came from; no fault has the value of a secret.
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

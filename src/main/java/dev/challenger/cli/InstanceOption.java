package dev.challenger.cli;

import dev.challenger.client.Instances;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose backend a client is. */
final class InstanceOption {
    @Option(
            names = "--instance",
            paramLabel = "PATTERN",
            description =
                    "An instance whose operations it may have confirmed, * standing for any characters; to be repeated.")
    private final List<String> patterns = new ArrayList<>();

    /** @throws IllegalArgumentException for a pattern that will not do, saying why */
    Instances instances() {
        return new Instances(patterns);
    }
}

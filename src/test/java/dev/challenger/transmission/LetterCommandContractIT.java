package dev.challenger.transmission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.transmission.letter.PostalLetters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the conformance suite against a helper command that gets printed letters. */
final class LetterCommandContractIT extends CommandContractIT {
    @Override
    OtherSide otherSide() {
        return new LetterCommand();
    }

    private static final class LetterCommand extends CommandSide implements LetterSide {
        @Override
        Optional<Printer> printer() {
            return Optional.of(PostalLetters.printer());
        }

        @Override
        Arrived read(JsonNode address, byte[] input) {
            return LetterSide.read(address.path(field()).asText(), input);
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>(super.settings());
            settings.put("command.post", String.valueOf(settings.remove("command.email")));
            settings.put("command.post.input", "pdf");
            settings.put("address.type", "postal");
            settings.put("post.origin", "de-CH");
            return settings;
        }
    }
}

package dev.challenger.transmission.letter;

import dev.challenger.address.Address;
import dev.challenger.address.Area;
import dev.challenger.transmission.Message;
import dev.challenger.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The description of a letter, stored as JSON next to its PDF for the program that sends letters. It does not contain the code.
 *
 * @param address the fields as in the protocol
 * @param lines the address as it is printed
 * @param country ISO 3166-1 alpha-2
 * @param language a tag (BCP 47)
 */
record Slip(
        Map<String, String> address,
        List<String> lines,
        String country,
        String language,
        String client,
        String reference) {
    static byte[] of(Message message, List<String> lines) {
        Address to = message.recipient();
        Slip slip = new Slip(
                to.fields(),
                lines,
                Objects.requireNonNullElse(to.areas().get(Area.COUNTRY), ""),
                message.language().tag(),
                message.asker(),
                message.reference());
        return Json.writeAscii(slip).getBytes(StandardCharsets.US_ASCII);
    }

    /** Hides the address. */
    @Override
    public String toString() {
        return "Slip[…]";
    }
}

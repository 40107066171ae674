package dev.challenger.settings;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.address.Reserved;
import dev.challenger.tan.Tan;
import dev.challenger.wire.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the list of test addresses: {@code person@example.com=12345678}, separated by commas. No fault shows an entry,
 * since it may contain a real address.
 */
final class TestList {
    /** Splits at the last equals sign, since an e-mail address may contain others. */
    private static final Pattern ENTRY = Pattern.compile("(.+)=([0-9]{8})", Pattern.DOTALL);

    private final AddressPolicy policy;
    private final Consumer<String> faults;
    private final Map<Address, Tan> tans = new LinkedHashMap<>();

    private TestList(AddressPolicy policy, Consumer<String> faults) {
        this.policy = policy;
        this.faults = faults;
    }

    /**
     * @param faults accepts a fault for each refused entry, which it names by its position
     * @return the TANs by normalised address
     */
    static Map<Address, Tan> parse(String text, AddressPolicy policy, Consumer<String> faults) {
        TestList list = new TestList(policy, faults);
        String[] entries = text.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            list.add("entry " + (i + 1), entries[i].strip());
        }
        return list.tans;
    }

    private void add(String which, String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            faults.accept(which + " must be ADDRESS=TAN, the TAN 8 digits");
            return;
        }
        Field field = policy.type().fields().get(0);
        Address address;
        try {
            address = policy.parse(Map.of(field.name(), parts.group(1))).normalised();
        } catch (Problem e) {
            faults.accept(which + " is no address that this service validates (" + policy.type() + ")");
            return;
        }
        if (!Reserved.contains(address)) {
            faults.accept(which + " is not reserved for tests: it must be at or below example.com, example.net,"
                    + " example.org, .test, .example or .invalid, or a phone number kept free for fiction");
        } else if (tans.putIfAbsent(address, Tan.parse(parts.group(2)).orElseThrow()) != null) {
            faults.accept(which + " is there twice");
        }
    }
}

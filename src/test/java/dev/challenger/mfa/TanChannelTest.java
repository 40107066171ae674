package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.wire.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the channels of TAN challenges, and what is shown of an address in each. */
final class TanChannelTest {
    private static final AddressPolicy EMAIL = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());

    @ParameterizedTest
    @CsvSource({
        "EMAIL, alice@example.com, alic",
        "EMAIL, alicia.b@example.com, alic",
        "EMAIL, alic@example.com, al",
        "EMAIL, ali@example.com, a",
        "EMAIL, al@example.com, a",
        "EMAIL, a@example.com, ''",
        "SMS, +15555550123, 0123",
        "SMS, +1555555, 5555",
    })
    void aHintIsEnoughToRecogniseAnAddress(TanChannel channel, String address, String hint) {
        assertEquals(hint, channel.hints(address).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, alice.b@example.com, 'alic,alic…@example.com,alice,alice.,alice.b'",
        "EMAIL, al@example.com, 'a,a…@example.com,al'",
        "EMAIL, a@example.com, ',…@example.com,a'",
        "SMS, +15555550123, '0123,50123,550123,5550123,55550123,555550123'",
        "SMS, +1555555, '5555,55555'",
        "SMS, +123456, '3456'",
    })
    void furtherHintsShowMoreAndNeverTheWholeAddress(TanChannel channel, String address, String hints) {
        assertEquals(List.of(hints.split(",")), channel.hints(address));
    }

    @Test
    void theWireHasTwoChannels() {
        assertEquals(Optional.of(TanChannel.SMS), TanChannel.parse("sms"));
        assertEquals(Optional.of(TanChannel.EMAIL), TanChannel.parse("email"));
        assertEquals(Optional.empty(), TanChannel.parse("post"));
        assertEquals(Optional.empty(), TanChannel.parse("EMAIL"));
        assertEquals("email", TanChannel.EMAIL.toString());
    }

    @Test
    void spellingsOfAnAddressAreOne() {
        assertEquals("Alice@example.com", text(TanChannel.EMAIL, EMAIL, " Alice@EXAMPLE.com "));
        assertEquals("+15555550123", text(TanChannel.SMS, Samples.PHONES, " +1 (555) 555-0123 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "alice@", "@example.com", "alice@example", "a b@example.com", "a@example.com\nx"})
    void otherTextsThanAddressesAreMalformed(String address) {
        assertRefused(Problem.malformed("CONTACT_EMAIL"), TanChannel.EMAIL, address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15555550123", "+", "+0123456789", "+1555y550123", "+1234567890123456", "+1 555"})
    void otherTextsThanNumbersAreMalformed(String address) {
        assertRefused(Problem.malformed("CONTACT_PHONE"), TanChannel.SMS, address);
    }

    @Test
    void aMissingAddressIsReported() {
        assertRefused(Problem.missing("CONTACT_EMAIL"), TanChannel.EMAIL, " ");
        assertRefused(Problem.missing("CONTACT_PHONE"), TanChannel.SMS, "");
    }

    @Test
    void aNumberThatThePolicyRefusesIsMalformed() {
        assertRefused(Problem.malformed("CONTACT_PHONE"), TanChannel.SMS, "+41 900 123 456");
    }

    private static String text(TanChannel channel, AddressPolicy policy, String typed) {
        return channel.text(channel.parse(policy, typed));
    }

    private static void assertRefused(Problem expected, TanChannel channel, String address) {
        AddressPolicy policy = channel == TanChannel.SMS ? Samples.PHONES : EMAIL;
        Problem problem = assertThrows(Problem.class, () -> channel.parse(policy, address));
        assertEquals(expected.getMessage(), problem.getMessage());
    }
}

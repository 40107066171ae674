package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.Verdict.Offered;
import dev.challenger.testing.TestKeys;
import dev.challenger.transmission.CommandTransmitter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that the factors of one demand never look alike, and that no hint is the whole address. */
class HintsIT {
    @AutoClose
    private final Shop shop = new Shop();

    private final TanChallenges node = shop.node(
            TestKeys.known(),
            Map.of(
                    TanChannel.EMAIL,
                    shop.delivery(shop.mailbox.port(), Map.of()),
                    TanChannel.SMS,
                    shop.delivery(new CommandTransmitter(Path.of("/bin/true"), Duration.ofSeconds(10)))));

    private static Factor factor(String address) {
        return new Factor(address.contains("@") ? TanChannel.EMAIL : TanChannel.SMS, address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person@example.com second@example.com +15555550123 | pers seco 0123",
                "alice@example.com alice@example.com | alic",
                "alice@example.com Alice@example.com | alic Alic",
                "alice@example.com alice@example.org | alic…@example.com alic…@example.org",
                "alice@example.com alicia@example.com | alice alici",
                "alice.work@example.com alice.home@example.com | alice.w alice.h",
                "alice@example.com alice@example.org alicia@example.com | alic,(1) alic…@example.org alici",
                "a@example.com b@example.com | a b",
                "a@example.com a@example.org | …@example.com …@example.org",
                "al@example.com alx@example.com | a,(1) alx",
                "+15555550123 +15555560123 | 50123 60123",
                "+15555550123 +15556550123 | 5550123 6550123",
                "+15555550123 +14155550123 | 555550123 155550123",
                "+41791234567 +49791234567 | 4567,(1) 4567,(2)",
                "+15555550123 0123x@example.com | 50123 0123…@example.com",
            })
    void factorsOfOneDemandNeverLookAlike(String addresses, String hints) {
        List<Factor> factors =
                Stream.of(addresses.split(" ")).map(HintsIT::factor).toList();

        List<Offered> offered = Shop.offered(
                node.demand(new Demand("shop", "auth_config", factors, true, false), Samples.REQUEST, List.of()));

        assertEquals(
                Stream.of(hints.split(" ")).map(hint -> hint.replace(',', ' ')).toList(),
                offered.stream().map(Offered::tanInfo).toList());
    }
}

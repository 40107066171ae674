package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Sql;
import dev.challenger.testing.World;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that an operator can see and close open circuit breakers, and is told of test addresses. */
class OperatorIT {
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CLOSES = Instant.parse("2126-01-01T00:00:00Z");

    @AutoClose
    private final World world = World.with("breaker.minimum", "50");

    private final CommandLine cli = new CommandLine(world.installed());

    private void open(String area) {
        assertEquals(0, cli.run("db", "migrate"));
        new Sql(world.database())
                .run("INSERT INTO breaker VALUES ('" + area + "', " + OPENED.toEpochMilli() + ", "
                        + CLOSES.toEpochMilli() + ", 60, 5, " + CLOSES.toEpochMilli() + ")");
    }

    @Test
    void openBreakersAreListed() {
        open("example.org");
        open("example.com");

        assertEquals(0, cli.run("breaker", "list"));

        assertEquals(
                "example.com\t2026-01-01T00:00:00Z\t" + CLOSES + "\t60\t5\nexample.org\t2026-01-01T00:00:00Z\t" + CLOSES
                        + "\t60\t5\n",
                cli.out());
    }

    @Test
    void aBreakerIsClosedByHand() {
        open("example.com");

        assertEquals(0, cli.run("breaker", "close", "example.com"));
        assertEquals(1, cli.run("breaker", "close", "example.com"));
        assertEquals(1, cli.run("breaker", "close", "example.org"));

        assertTrue(cli.err().contains("challenger: messages to example.org are not stopped"), cli.err());
        assertEquals(0, cli.run("breaker", "list"));
        assertEquals("", cli.out());
    }

    @Test
    void checkReportsOpenBreakers() {
        open("example.com");

        assertEquals(0, cli.run("check"));

        assertTrue(
                cli.out()
                        .contains("breaker: no messages to example.com from 2026-01-01T00:00:00Z until " + CLOSES
                                + ": of 60 destinations 5 entered their TAN\n"),
                cli.out());
    }

    @Test
    void checkReportsTestAddresses() {
        cli.settings.put("test.addresses", "walk@example.com=40718265");
        cli.settings.put("test.until", "2026-01-01");

        assertEquals(0, cli.run("check"));

        assertTrue(
                cli.out()
                        .contains(
                                "The test addresses expired after 2026-01-01 and are now treated as any other address\n"),
                cli.out());
    }
}

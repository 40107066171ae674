package dev.challenger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.challenger.Challenger;
import dev.challenger.flow.HtmlValidator;
import dev.challenger.testing.Axe;
import dev.challenger.testing.Chromium;
import dev.challenger.testing.SampleWeek;
import dev.challenger.testing.Sql;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that the report is valid, accessible and as wide as the screen, names what stands out, judges no small number, and escapes
 * names. With the system property {@code pictures}, takes pictures in {@code target/report}, to be looked at.
 */
class ReportPageIT {
    private static final boolean PICTURES = System.getProperty("pictures") != null;
    private static final String HOSTILE = "<script>alert(1)</script>";

    private static World world;
    private static Instant now;
    private static String week;
    private static final List<Long> reads = new ArrayList<>();

    @BeforeAll
    static void fill() {
        world = World.with();
        now = world.clock().instant();
        Challenger challenger = world.node().challenger();
        SampleWeek.fill(world.database().dataSource(), now);
        count("area", "first", "tiny.example", 3);
        count("area", "first", HOSTILE, 30);
        count("client", "setup", HOSTILE, 1);
        for (String channel : List.of("phone", "post")) {
            count("hand-over", channel, "failed", "both", 25);
        }
        Period period = Period.of(now.minus(Duration.ofDays(7)), now);
        week = challenger.insight().report(period, reads::add);
    }

    private static void count(String kind, String name, String subject, long total) {
        count(kind, "email", name, subject, total);
    }

    private static void count(String kind, String channel, String name, String subject, long total) {
        new Sql(world.database())
                .run("INSERT INTO statistic (hour_at, kind, channel, name, subject, total) VALUES ("
                        + now.minus(Duration.ofHours(5)).toEpochMilli() + ", '" + kind + "', '" + channel + "', '"
                        + name
                        + "', '" + subject + "', " + total + ")");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void everyReadOfTheDatabaseIsToldToWhoeverWatches() {
        // A step of the plots of a week has three hours.
        assertEquals(LongStream.rangeClosed(1, 7 * 8).boxed().toList(), reads);
    }

    private static String report(Duration before, Duration length) {
        Instant to = now.minus(before);
        return world.node().challenger().insight().report(Period.of(to.minus(length), to), days -> {});
    }

    @Test
    void aProviderThatDiscardsMessagesStandsOut() {
        assertTrue(Pattern.compile(
                        "<li>silent\\.example: only \\d+\u00a0% of \\d+ addresses entered their code; the median")
                .matcher(week)
                .find());
        assertFalse(week.contains("<li>mail.example"), week);
        assertTrue(week.contains(">▼ silent.example</text>"), week);
    }

    @Test
    void aSenderOfTwoChannelsIsToldApart() {
        for (String channel : List.of("Phone", "Letters")) {
            assertTrue(
                    week.contains("The sender both (" + channel + ") failed at 100\u00a0% of 25 hand-overs."), channel);
            assertTrue(week.contains("<th scope=\"col\">" + channel + ": both, error of this service</th>"), channel);
        }
    }

    @Test
    void stepsOfDaysBeginAtMidnight() {
        Period period = Period.of(Instant.parse("2026-03-01T16:20:00Z"), Instant.parse("2026-03-31T16:20:00Z"));

        assertEquals("1 Mar", period.label(0));
        assertEquals(Instant.parse("2026-03-01T00:00:00Z"), period.at(0));
        assertEquals(Instant.parse("2026-03-31T00:00:00Z"), period.at(period.steps() - 1));
        assertEquals(
                Instant.parse("2026-03-30T16:00:00Z"),
                Period.of(Instant.parse("2026-03-30T16:20:00Z"), Instant.parse("2026-03-31T16:20:00Z"))
                        .at(0));
    }

    @Test
    void fewAddressesGetNoShareAndNoBar() {
        assertTrue(
                week.contains("<th scope=\"row\">tiny.example</th><td>3</td><td>0</td><td>too few to judge</td>"),
                week);
        assertFalse(week.contains(">tiny.example</text>"), week);
    }

    @Test
    void namesAreEscapedAndThereIsNoScript() {
        assertFalse(week.contains("<script"), week);
        assertTrue(week.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), week);
        assertFalse(
                Pattern.compile("(?i)(src|href|url\\(|@import)").matcher(week).find(), week);
    }

    @Test
    void theSumsAreThoseOfTheTable() {
        long ordered = new Sql(world.database())
                .number("SELECT SUM(total) FROM statistic WHERE kind = 'client' AND name = 'setup'");

        assertTrue(week.contains("Validations ordered: " + Words.number(ordered) + " (100\u00a0%)."), week);
        for (Duration length : List.of(Duration.ofHours(30), Duration.ofDays(30), Duration.ofDays(400))) {
            assertTrue(report(Duration.ZERO, length).contains("Validations ordered"), length.toString());
        }
        assertTrue(report(Duration.ZERO, Duration.ofDays(400))
                .contains("Validations ordered: " + Words.number(ordered) + " "));
    }

    @Test
    void anEmptyPeriodSaysSo() throws Exception {
        String empty = report(Duration.ofDays(100), Duration.ofDays(7));

        assertTrue(empty.contains("Nothing was counted in this period."), empty);
        assertFalse(empty.contains("<svg"), empty);
        assertEquals(List.of(), new HtmlValidator().faults(empty));
    }

    @Test
    void thePageIsValidAndSmall() throws Exception {
        assertEquals(List.of(), new HtmlValidator().faults(week));
        assertTrue(week.length() < 400_000, week.length() + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void thePageIsAccessibleAndFits(String scheme) {
        try (Chromium chromium = new Chromium();
                BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(360, 740))) {
            Axe.prepare(context);
            Page page = context.newPage();
            page.route(
                    "**/*",
                    route -> route.fulfill(new FulfillOptions()
                            .setContentType("text/html; charset=utf-8")
                            .setBody(week)));
            page.navigate("http://localhost:1/");
            CDPSession media = context.newCDPSession(page);
            emulate(media, "", "prefers-color-scheme", scheme);
            for (int width : new int[] {320, 360, 1280}) {
                page.setViewportSize(width, 740);
                assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
                picture(page, width + "-" + scheme);
            }
            assertEquals(List.of(), Axe.violations(page));
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
            page.setViewportSize(360, 740);
            assertEquals(360, page.evaluate("document.documentElement.scrollWidth"));
            assertEquals(List.of(), Axe.violations(page));
            emulate(media, "", "forced-colors", "active");
            assertEquals(List.of(), Axe.violationsOfColours(page));
            if (PICTURES) {
                page.evaluate("document.querySelectorAll('details').forEach(part => part.open = false)");
                emulate(media, "print", "prefers-color-scheme", scheme);
                page.pdf(new PdfOptions()
                        .setPath(Path.of("target/report/" + scheme + ".pdf"))
                        .setFormat("A4"));
            }
        }
    }

    /** Playwright's own way writes the name of the scheme as the language of this machine does, which is Turkish in tests. */
    private static void emulate(CDPSession media, String medium, String feature, String value) {
        JsonObject wanted = new JsonObject();
        wanted.addProperty("name", feature);
        wanted.addProperty("value", value);
        JsonArray features = new JsonArray();
        features.add(wanted);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("media", medium);
        arguments.add("features", features);
        media.send("Emulation.setEmulatedMedia", arguments);
    }

    private static void picture(Page page, String name) {
        if (PICTURES) {
            page.screenshot(new ScreenshotOptions()
                    .setPath(Path.of("target/report/" + name + ".png"))
                    .setFullPage(true));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30, 31, 60, 100, 400})
    void aPeriodHasAsManyStepsAsAPlotCanShow(int days) {
        Period period = Period.of(now.minus(Duration.ofDays(days)), now);

        assertTrue(period.steps() >= 24 && period.steps() <= 60, period.toString());
        assertFalse(period.at(period.steps() - 1).isAfter(now), period.toString());
        assertFalse(period.at(period.steps()).isBefore(now), period.toString());
    }
}

package dev.challenger.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Made-up statistics of a week in the life of a fictitious shop, always the same: more people in the evening, one mail provider
 * that discards messages, a morning on which the mail server was slow, and a night on which somebody ordered messages to many phones.
 */
public final class SampleWeek {
    private static final int HOURS = 7 * 24;
    private static final Map<String, Integer> DOMAINS = new TreeMap<>(Map.of(
            "mail.example", 40, "post.example", 22, "inbox.example", 14, "university.example", 9, "silent.example", 7));

    private final Instant end;
    private final Random random = new Random(42);
    private final Map<String, Long> totals = new TreeMap<>();

    private SampleWeek(Instant now) {
        this.end = now.truncatedTo(ChronoUnit.HOURS);
    }

    /** Adds the counts of the week before a time to the table of the statistics. */
    public static void fill(DataSource source, Instant now) {
        SampleWeek week = new SampleWeek(now);
        for (int hour = HOURS; hour > 0; hour--) {
            week.hour(week.end.minus(Duration.ofHours(hour)), HOURS - hour);
        }
        StringBuilder rows = new StringBuilder();
        week.totals.forEach((key, total) -> rows.append(rows.isEmpty() ? "" : ", ")
                .append("(")
                .append(key)
                .append(", ")
                .append(total)
                .append(")"));
        new Sql(source).run("INSERT INTO statistic (hour_at, kind, channel, name, subject, total) VALUES " + rows);
    }

    private void hour(Instant at, int number) {
        int clock = at.atZone(ZoneOffset.UTC).getHour();
        double people = 6 + 30 * Math.max(0, Math.sin(Math.PI * (clock - 5) / 19.0));
        boolean slow = number >= 80 && number < 84;
        DOMAINS.forEach((domain, share) -> {
            double solving = domain.equals("silent.example") ? 0.06 : 0.86;
            validations(
                    at,
                    number % 3 == 0 ? "3" : "1",
                    domain,
                    binomial((int) Math.round(people * share / 60), 0.8),
                    solving,
                    slow);
        });
        if (number % 60 == 7) {
            validations(at, "3", "other", 1, 1, false);
        }
        operations(at, binomial((int) people / 3, 0.6));
        if (number >= 130 && number < 134) {
            add(at, "refusal", "phone", "breaker", "", 60 + random.nextInt(40));
            add(at, "refusal", "phone", "budget-prefix", "", 20 + random.nextInt(20));
        }
        add(at, "refusal", "email", "address-malformed", "", binomial((int) people / 3, 0.2));
        add(at, "refusal", "email", "budget-destination", "", binomial(4, 0.2));
        add(at, "refusal", "email", "limit-transmissions", "", binomial(6, 0.3));
        add(at, "wrong", "email", "wrong", "", binomial((int) people / 5, 0.5));
        add(at, "wrong", "email", "expired", "", binomial(4, 0.2));
    }

    private void validations(Instant at, String client, String area, int people, double solving, boolean slow) {
        int messaged = binomial(people, 0.95);
        int solved = binomial(messaged, solving);
        add(at, "client", "email", "setup", client, people);
        both(at, client, area, "entered", messaged + binomial(people, 0.02));
        both(at, client, area, "first", messaged);
        both(at, client, area, "sent", messaged + binomial(messaged, 0.1));
        both(at, client, area, "solved", solved);
        add(at, "client", "email", "redeemed", client, solved);
        add(at, "client", "email", "fetched", client, solved);
        for (int i = 0; i < messaged; i++) {
            boolean failed = slow && random.nextInt(3) > 0;
            add(at, "hand-over", "email", failed ? "time-out" : "accepted", "mail", 1);
            add(
                    at,
                    "handed-over-within",
                    "email",
                    pick(slow ? "10000 30000" : "50 100 100 250 250 500 1000"),
                    "mail",
                    1);
        }
        for (int i = 0; i < solved; i++) {
            String times = slow ? "180000 300000 600000" : "15000 20000 20000 30000 30000 45000 60000 120000";
            add(at, "solved-within", "email", pick(times), "", 1);
        }
    }

    private void both(Instant at, String client, String area, String event, int count) {
        add(at, "client", "email", event, client, count);
        add(at, "area", "email", event, area, count);
    }

    private void operations(Instant at, int people) {
        int solved = binomial(people, 0.9);
        String[] names = {"demanded", "first", "sent", "solved", "passed"};
        for (String name : names) {
            add(
                    at,
                    "instance",
                    "phone",
                    name,
                    "sample-shop",
                    name.equals("solved") || name.equals("passed") ? solved : people);
        }
        for (String event : new String[] {"first", "sent"}) {
            add(at, "area", "phone", event, "CH", people);
        }
        add(at, "area", "phone", "solved", "CH", solved);
        for (int i = 0; i < people; i++) {
            add(at, "hand-over", "phone", random.nextInt(40) == 0 ? "sender" : "accepted", "gateway", 1);
            add(at, "handed-over-within", "phone", pick("250 500 500 1000 2500"), "gateway", 1);
        }
        for (int i = 0; i < solved; i++) {
            add(at, "solved-within", "phone", pick("10000 10000 15000 15000 20000 30000 45000"), "", 1);
        }
    }

    private String pick(String names) {
        String[] all = names.split(" ");
        return all[random.nextInt(all.length)];
    }

    /** Returns how many of some people do a thing that each does with this probability. */
    private int binomial(int people, double probability) {
        return (int)
                random.doubles(people).filter(chance -> chance < probability).count();
    }

    private void add(Instant at, String kind, String channel, String name, String subject, long count) {
        if (count > 0) {
            String key = String.format(
                    Locale.ROOT, "%d, '%s', '%s', '%s', '%s'", at.toEpochMilli(), kind, channel, name, subject);
            totals.merge(key, count, Long::sum);
        }
    }
}

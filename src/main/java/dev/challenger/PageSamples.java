package dev.challenger;

import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.confirm.ChallengePage;
import dev.challenger.http.Asker;
import dev.challenger.http.ErrorPage;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.PageCheck;
import dev.challenger.transmission.MailHtml;
import dev.challenger.validation.DonePage;
import dev.challenger.validation.MeantPage;
import dev.challenger.validation.PostPage;
import dev.challenger.validation.ValidationPage;
import dev.challenger.validation.ValidationPage.Code;
import dev.challenger.validation.ValidationPage.Field;
import dev.challenger.validation.ValidationPage.Form;
import dev.challenger.validation.ValidationPage.Notice;
import dev.challenger.validation.ValidationPage.Resend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Models of every page in every state, with which the templates of an operator are tried out at start. Each value that comes
 * from a stranger has markup.
 */
final class PageSamples {
    private static final String TEXT = "Ada & " + PageCheck.HOSTILE;
    private static final String URL = "https://example.com/?" + PageCheck.HOSTILE;

    /** A path, so that an absolute URL in the form of an operator's page is one that the page names itself. */
    private static final String TARGET = "/?" + PageCheck.HOSTILE;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant UNTIL = Instant.parse("2030-01-31T12:00:00Z");
    private static final int MAX_LENGTH = 100;

    private PageSamples() {}

    /** Returns the models by the names of their pages. */
    static Map<String, List<Object>> all() {
        Map<String, List<Object>> all = new HashMap<>();
        for (AddressType type : AddressType.values()) {
            addValidation(all, type);
        }
        for (Channel channel : new Channel[] {Channel.EMAIL, Channel.PHONE}) {
            addChallenge(all, channel.toString());
        }
        Asker asker = new Asker(TEXT, TEXT, TEXT, URL, "challenge/" + TEXT + "?");
        for (String kind : List.of("server", "expired", "exhausted", "unknown", "request")) {
            add(all, "error", new ErrorPage(1, "error." + kind, "", null));
            add(all, "error", new ErrorPage(1, "error." + kind, TEXT, asker));
        }
        add(all, "root", Map.of());
        add(all, LanguagesPage.NAME, LanguagesPage.PLAIN);
        add(all, LanguagesPage.NAME, new LanguagesPage("?" + TEXT, asker));
        add(all, "mail", new MailHtml.Page(TEXT, TEXT, "12345678", List.of(List.of(TEXT, TEXT), List.of(TEXT))));
        return all;
    }

    private static void add(Map<String, List<Object>> all, String page, Object model) {
        all.computeIfAbsent(page, any -> new ArrayList<>()).add(model);
    }

    private static void addValidation(Map<String, List<Object>> all, AddressType type) {
        String channel = type.channel().toString();
        List<Notice> notices = Arrays.asList(null, new Notice(false, TEXT), new Notice(true, TEXT));
        List<Form> forms = forms(type);
        for (Notice notice : notices) {
            forms.forEach(form -> add(all, "address", validation(channel, notice, form, null)));
        }
        List<Form> others = new ArrayList<>(forms);
        others.add(null);
        int count = 0;
        for (Code code : codes(type)) {
            for (Form form : others) {
                add(all, "tan", validation(channel, notices.get(count++ % notices.size()), form, code));
            }
        }
        add(all, "meant", new MeantPage(TEXT, channel, TEXT, URL, TEXT, TEXT));
        add(all, "done", new DonePage(TEXT, channel, TEXT, URL));
        add(all, "post", new PostPage(channel, TEXT, true, TARGET, Map.of("code", TEXT)));
        add(all, "post", new PostPage(channel, TEXT, false, TARGET, Map.of("error", TEXT)));
    }

    private static ValidationPage validation(
            String channel, @Nullable Notice notice, @Nullable Form form, @Nullable Code code) {
        return new ValidationPage(TEXT, channel, TEXT, URL, URL, notice, form, code);
    }

    private static List<Form> forms(AddressType type) {
        List<Field> empty = fields(type, null, TEXT, null);
        List<Field> wrong = fields(type, TEXT, null, TEXT);
        return List.of(
                new Form(empty, false, false, 3, false, null),
                new Form(wrong, false, true, 1, true, null),
                new Form(wrong, false, true, 0, false, TEXT),
                new Form(empty, true, false, 0, false, null),
                new Form(wrong, true, false, 1, true, null));
    }

    private static List<Field> fields(
            AddressType type, @Nullable String demand, @Nullable String example, @Nullable String error) {
        return type.fields().stream()
                .map(field -> new Field(field.name(), MAX_LENGTH, TEXT, demand, example, error))
                .toList();
    }

    private static List<Code> codes(AddressType type) {
        Resend now = new Resend(2, Duration.ZERO);
        Resend later = new Resend(1, MINUTE);
        Resend never = new Resend(0, Duration.ZERO);
        return List.of(
                code(type, true, 3, null, later),
                code(type, true, 2, TEXT, now),
                code(type, true, 1, TEXT, never),
                code(type, false, 2, null, now),
                code(type, false, 2, null, never),
                code(type, false, 0, null, later),
                code(type, false, 0, null, never));
    }

    private static Code code(AddressType type, boolean enterable, int left, @Nullable String error, Resend resend) {
        Map<String, String> address = type.fields().stream().collect(Collectors.toMap(Object::toString, field -> TEXT));
        return new Code(address, "ABCD", enterable, left, MINUTE, UNTIL, error, !enterable, resend);
    }

    private static void addChallenge(Map<String, List<Object>> all, String channel) {
        ChallengePage.Resend now = new ChallengePage.Resend(true, Duration.ZERO, MINUTE);
        ChallengePage.Resend later = new ChallengePage.Resend(true, MINUTE, MINUTE);
        ChallengePage.Resend never = new ChallengePage.Resend(false, Duration.ZERO, MINUTE);
        List<ChallengePage.Code> codes = Arrays.asList(
                null,
                new ChallengePage.Code(true, 3, MINUTE, "ABCD", null, false),
                new ChallengePage.Code(true, 1, MINUTE, "ABCD", TEXT, false),
                new ChallengePage.Code(false, 2, MINUTE, "ABCD", null, true),
                new ChallengePage.Code(false, 0, MINUTE, "ABCD", null, true));
        for (ChallengePage.Code code : codes) {
            add(all, "confirmation", challenge(channel, URL, new ChallengePage.Notice(true, TEXT), code, now));
            add(all, "confirmation", challenge(channel, null, new ChallengePage.Notice(false, TEXT), code, later));
            add(all, "confirmation", challenge(channel, URL, null, code, never));
            add(all, "confirmation", challenge(channel, null, null, code, never));
        }
        add(all, "confirmed", challenge(channel, URL, null, null, never));
        add(all, "confirmed", challenge(channel, null, null, null, never));
    }

    private static ChallengePage challenge(
            String channel,
            @Nullable String back,
            ChallengePage.@Nullable Notice notice,
            ChallengePage.@Nullable Code code,
            ChallengePage.Resend resend) {
        String hint = back == null ? "" : TEXT;
        return new ChallengePage(
                "instances/shop/challenge/1",
                "?" + TEXT,
                "?" + TEXT,
                TEXT,
                TEXT,
                channel,
                hint,
                back,
                notice,
                code,
                resend);
    }
}

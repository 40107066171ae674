package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.brand.Brand;
import dev.challenger.http.Output.View;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.validation.DonePage;
import dev.challenger.validation.ValidationPage;
import dev.challenger.validation.ValidationPage.Code;
import dev.challenger.validation.ValidationPage.Field;
import dev.challenger.validation.ValidationPage.Form;
import dev.challenger.validation.ValidationPage.Notice;
import dev.challenger.validation.ValidationPage.Resend;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import freemarker.cache.FileTemplateLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the parts of each page in each state. */
final class TemplatesTest {
    private static final Path DIRECTORY = Path.of("webapp/WEB-INF/pages");
    /** The markup that the Content-Security-Policy forbids. */
    private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?! src=)|javascript:");

    private static final String HOSTILE = "<b>\"x'</b><script>";
    private static final Resend AT_ONCE = new Resend(2, Duration.ZERO);
    private static final Resend NEVER = new Resend(0, Duration.ZERO);

    private final Pages pages = new Pages(
            new FileTemplateLoader(DIRECTORY.toFile()),
            Languages.all(),
            Map.of("challenger.css", "challenger-0123456789ABCDEF.css"),
            Brand.NONE);

    TemplatesTest() throws IOException {}

    @Test
    void addressFormKeepsWhatWasTypedAndSaysWhatIsWrong() {
        Form form = new Form(List.of(field("ada@", "No such thing.")), false, false, 3, true, null);

        String html = address(form);

        assertHas(html, "<title>Error: Confirm your e-mail address – Shop</title>");
        assertHas(html, "action=\"../challenge/N0NCE\"");
        assertHas(html, "<input value=\"ada@\" maxlength=\"254\" id=\"CONTACT_EMAIL\" name=\"CONTACT_EMAIL\" required");
        assertHas(html, " type=\"email\" autocomplete=\"email\"");
        assertHas(html, "aria-invalid=\"true\" autofocus aria-describedby=\"CONTACT_EMAIL-error\"");
        assertHas(html, "id=\"CONTACT_EMAIL-error\">No such thing.</p>");
    }

    @Test
    void readOnlyAddressCanOnlyBeConfirmed() {
        String html = address(new Form(List.of(field("ada@example.org", null)), true, false, 3, false, null));

        assertHas(html, " readonly ");
        assertHas(html, "Shop gave us this address.");
    }

    @Test
    void codeIsEnteredInOneLabelledField() {
        String html = tan(code(true, 3, AT_ONCE), null);

        assertHas(html, "action=\"../solve/N0NCE\"");
        assertHas(html, "<label for=\"pin\">");
        assertHas(html, "name=\"pin\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\"");
        assertHas(html, " required autocapitalize=\"off\" autofocus aria-describedby=\"pin-hint\">");
        assertHas(html, "<main spellcheck=\"false\">");
        // A limit would cut off a code that is pasted with blanks or with the sentence around it.
        assertHasNot(html, "maxlength");
        assertHas(html, "<strong class=\"address\">ada@example.org</strong>");
        assertHas(html, "has the reference <strong>7KQ2</strong>.");
        assertHas(html, "<time datetime=\"2026-11-21T14:35:00Z\">21 November 2026, 14:35 UTC</time>");
        assertHas(html, "We can send two more messages");
    }

    @Test
    void withoutScriptTheButtonWorksWhileWaitingToo() {
        String html = tan(code(true, 3, new Resend(1, Duration.ofSeconds(45))), null);

        assertHas(html, "data-wait=\"45\"");
        assertHas(html, "You can ask for another message <time datetime=\"PT45S\">in 45 seconds</time>.");
        assertHas(html, "<button class=\"second\">Send again</button>");
        assertHasNot(html, "disabled");
    }

    @Test
    void expiredCodeLeadsToANewOne() {
        String html = tan(code(false, 2, AT_ONCE), null);

        assertHas(html, "<h1>The code has expired</h1>");
        assertHas(html, "<input type=\"hidden\" name=\"CONTACT_EMAIL\" value=\"ada@example.org\">");
        assertHas(html, "<button class=\"first\">Send a new code</button>");
        assertHasNot(html, "id=\"pin\"");
    }

    @Test
    void addressThatIsUsedUpLeadsToAnotherOne() {
        Form form = new Form(List.of(field("ada@example.org", null)), false, false, 1, false, null);

        String html = tan(code(false, 0, NEVER), form);

        assertHas(html, "<h1>This code no longer works</h1>");
        assertHas(html, "<details open>");
        assertHasNot(html, "Send a new code");
    }

    @Test
    void aRefusedAddressIsToldInItsFormAndNotAtTheCode() {
        Form form = new Form(List.of(field("ada@example.org", null)), false, true, 1, false, "Try again in a minute.");

        String html = tan(code(true, 3, AT_ONCE), form);

        assertHas(html, "<title>Error: Check your e-mail – Shop</title>");
        assertHas(
                html,
                "<details open>\n<summary>Use another address</summary>\n"
                        + "<p class=\"notice wrong\" role=\"alert\">Try again in a minute.</p>");
        assertHas(html, "name=\"CONTACT_EMAIL\" required autofocus");
        assertHasNot(html, "aria-invalid");
    }

    @Test
    void exhaustedValidationsOfferNothing() {
        String html = tan(code(false, 0, NEVER), null);

        assertHas(html, "Return to Shop and start again.");
        assertHasNot(html, "<form");
    }

    @Test
    void solvedValidationLinksBackToTheClient() {
        String html = render("done", new DonePage("email", "Shop", "app:/back?code=A&state=\"b\""));

        assertHas(html, "href=\"app:/back?code=A&amp;state=&quot;b&quot;\">Continue to Shop</a>");
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsExplained(ErrorCode code) {
        String html = render("error", ErrorPage.of(new Problem(code, HOSTILE)));

        assertHas(html, "Error " + code.number() + " ");
        assertInert(html);
    }

    @Test
    void rootLinksToTheConfigForPrograms() {
        assertHas(
                pages.render(new Reply.Page("root", "", null), new View("./", Preference.NONE))
                        .text(),
                "<a href=\"./config\">");
    }

    @ParameterizedTest
    @EnumSource
    void untrustedTextsAreInert(dev.challenger.address.Field field) {
        Field hostile = new Field(field.name(), 254, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        Form form = new Form(List.of(hostile), false, false, 2, true, null);
        Resend soon = new Resend(2, Duration.ofSeconds(9));
        Code code = new Code(Map.of(field.name(), HOSTILE), "7KQ2", true, 3, Instant.EPOCH, HOSTILE, soon);
        ValidationPage page = new ValidationPage("N0NCE", "email", HOSTILE, new Notice(true, HOSTILE), form, code);

        assertInert(render("address", page));
        assertInert(address(new Form(List.of(hostile), true, false, 2, false, null)));
        assertInert(render("tan", page));
        assertInert(render("done", new DonePage("email", HOSTILE, HOSTILE)));
    }

    @Test
    void noPageHasStyleOrScriptOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                assertFalse(INLINE.matcher(Files.readString(file)).find(), file.toString());
            }
        }
    }

    private String address(Form form) {
        return render("address", new ValidationPage("N0NCE", "email", "Shop", null, form, null));
    }

    private String tan(Code code, @Nullable Form form) {
        return render("tan", new ValidationPage("N0NCE", "email", "Shop", null, form, code));
    }

    private String render(String name, Object model) {
        return pages.render(new Reply.Page(name, model, null), new View("../", Preference.NONE))
                .text();
    }

    private static Field field(String value, @Nullable String error) {
        return new Field("CONTACT_EMAIL", 254, value, null, null, error);
    }

    private static Code code(boolean enterable, int attemptsLeft, Resend resend) {
        return new Code(
                Map.of("CONTACT_EMAIL", "ada@example.org"),
                "7KQ2",
                enterable,
                attemptsLeft,
                Instant.parse("2026-11-21T14:35:00Z"),
                null,
                resend);
    }

    private static void assertHas(String html, String part) {
        assertTrue(html.contains(part), () -> part + " is not in " + html);
    }

    private static void assertHasNot(String html, String part) {
        assertFalse(html.contains(part), () -> part + " is in " + html);
    }

    private static void assertInert(String html) {
        assertHas(html, "&lt;b&gt;&quot;x&#39;&lt;/b&gt;&lt;script&gt;");
        assertHasNot(html, "<b>");
        assertHasNot(html, "\"x");
        assertHasNot(html, "x'");
    }
}

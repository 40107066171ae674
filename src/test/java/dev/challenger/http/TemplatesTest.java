package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.brand.Brand;
import dev.challenger.http.Output.View;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.transmission.MailHtml;
import dev.challenger.validation.DonePage;
import dev.challenger.validation.MeantPage;
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
        Field demanded = new Field("CONTACT_EMAIL", 254, "ada@example.org", "Of our company.", null, null);

        String html = address(new Form(List.of(demanded), true, false, 3, false, null));

        assertHas(html, " readonly ");
        assertHas(html, "Shop gave us this address.");
        assertHasNot(html, "Of our company.");
    }

    @Test
    void codeIsEnteredInOneLabelledField() {
        String html = tan(code(true, 3, AT_ONCE), null);

        assertHas(html, "<h1>Check your e-mail</h1>");
        assertHas(html, "action=\"../solve/N0NCE\"");
        assertHas(html, "<label for=\"pin\">");
        assertHas(html, "name=\"pin\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\"");
        assertHas(html, " required autocapitalize=\"off\" autofocus>");
        assertHas(html, "<main spellcheck=\"false\">");
        // A limit would cut off a code that is pasted with blanks or with the sentence around it.
        assertHasNot(html, "maxlength");
        assertHas(html, "We sent an 8-digit code to <strong class=\"address\">ada@example.org</strong>.</p>");
        assertHas(html, "The code works for 30 minutes. The message has the reference <strong>7KQ2</strong>. Do not");
    }

    @Test
    void everyPageSaysWhoAsksAndLeadsBack() {
        String html = tan(code(true, 3, AT_ONCE), null);

        assertHas(html, "<p><strong>Confirmation by code</strong> <span>Address check for Shop</span></p>");
        assertHas(html, "<a class=\"cancel\" href=\"app:back\">Cancel and return to Shop</a>");
    }

    @Test
    void countsAreToldWhenTheyGetFew() {
        Form form = new Form(List.of(field("ada@example.org", null)), false, true, 3, false, null);

        assertHasNot(tan(code(true, 3, new Resend(3, Duration.ZERO)), form), "attempt");
        assertHas(tan(code(true, 2, AT_ONCE), form), " autofocus aria-describedby=\"pin-left\">");
        assertHas(tan(code(true, 2, AT_ONCE), form), "id=\"pin-left\">You have two attempts left.</p>");
        assertHas(tan(code(true, 1, AT_ONCE), form), "This is your last attempt.");
        assertHas(tan(code(true, 3, AT_ONCE), form), "We can send two more messages.");
        assertHasNot(tan(code(true, 3, new Resend(3, Duration.ZERO)), form), " more messages.");
    }

    @Test
    void anotherMessageWaitsInAClosedSection() {
        String html = tan(code(true, 3, new Resend(1, Duration.ofSeconds(45))), null);

        assertHas(html, "<details id=\"more\">\n<summary>No message?</summary>");
        assertHas(html, ">You can ask for another message in 45 seconds. <a href=\"../challenge/N0NCE\">Load this");
        assertHas(html, "<button class=\"second\" disabled data-wait=\"45\">Send again</button>");
    }

    @Test
    void theSectionIsOpenWhenTheWaitIsOver() {
        String html = tan(code(true, 3, AT_ONCE), null);

        assertHas(html, "<details id=\"more\" open>");
        assertHas(html, "<button class=\"second\">Send again</button>");
        assertHasNot(html, "data-wait");
    }

    @Test
    void aWaitOfDaysHasNoButton() {
        String html = tan("post", code(true, 3, new Resend(2, Duration.ofDays(7))), null);

        assertHas(html, "You can ask for another letter in 7 days.");
        assertHasNot(html, "Send again");
        assertHasNot(html, "disabled");
    }

    @Test
    void aLetterSaysWhenItComesAndHowToComeBack() {
        String html = tan("post", code(true, 3, new Resend(2, Duration.ofDays(7))), null);

        assertHas(html, "<h1>Enter the code from our letter</h1>");
        assertHas(html, "<p>The letter usually takes a few days to arrive.</p>\n<form");
        assertHas(html, "</form>\n<p>We are sending a letter with an 8-digit code to ");
        assertHas(html, "<p>You can enter the code until 20 November 2026.</p>");
        assertHasNot(html, "autofocus");
        assertHas(html, "<a href=\"../challenge/N0NCE\">https://here/N0NCE</a>");
        assertHasNot(html, "The code works for");
    }

    @Test
    void theAddressCanBeChangedInTheSectionThatTheLinkLeadsInto() {
        Form form = new Form(List.of(field("ada@example.org", null)), false, true, 2, false, null);

        String html = tan(code(true, 3, new Resend(2, Duration.ofSeconds(45))), form);

        assertHas(html, "</strong>. <a href=\"#change\">Change</a></p>");
        assertHas(html, "<h2 id=\"change\">Use another address</h2>");
        assertHas(html, "You can change the address twice more.");
    }

    @Test
    void aRefusedEntryIsToldOnce() {
        Code wrong = new Code(
                Map.of("CONTACT_EMAIL", "ada@example.org"),
                "7KQ2",
                false,
                0,
                Duration.ZERO,
                Instant.EPOCH,
                null,
                true,
                AT_ONCE);

        String html = tan(wrong, null);

        assertHas(html, "<title>Error: This code no longer works – Shop</title>");
        assertHas(
                html,
                "<p class=\"notice wrong\" role=\"alert\">You have no attempts left for the code that we sent to ");
        assertEquals(2, html.split("attempts", -1).length, html);
    }

    @Test
    void aPhoneNumberRunsFromLeftToRight() {
        String html = tan("phone", code(true, 3, AT_ONCE), null);

        assertHas(html, "<strong class=\"address\" dir=\"ltr\">");
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
        assertHas(html, "You can use another address.</p>\n<form");
        assertHas(html, "<button class=\"first\">Send code to this address</button>");
        assertHasNot(html, "Send a new code");
    }

    @Test
    void aRefusedAddressIsToldInItsFormAndNotAtTheCode() {
        Form form = new Form(List.of(field("ada@example.org", null)), false, true, 1, false, "Try again in a minute.");

        String html = tan(code(true, 3, new Resend(2, Duration.ofSeconds(45))), form);

        assertHas(html, "<title>Error: Check your e-mail – Shop</title>");
        assertHas(html, "<details id=\"more\" open>");
        assertHas(
                html,
                "<h2 id=\"change\">Use another address</h2>\n"
                        + "<p class=\"notice wrong\" role=\"alert\">Try again in a minute.</p>");
        assertHas(html, "name=\"CONTACT_EMAIL\" required autofocus");
        assertHasNot(html, "aria-invalid");
    }

    @Test
    void exhaustedValidationsOfferOnlyTheWayBack() {
        String html = tan(code(false, 0, NEVER), null);

        assertHas(html, "Return to Shop and start again.");
        assertHas(html, "<a class=\"first\" href=\"app:back\">Return to Shop</a>");
        assertHasNot(html, "<form");
        assertHasNot(html, "Cancel");
    }

    @Test
    void anAddressThatLooksMistypedIsAskedAbout() {
        String html =
                render("meant", new MeantPage("N0NCE", "email", "Shop", "app:back", "ada@gmial.com", "ada@gmail.com"));

        assertHas(html, "<h1>Did you mean ada@gmail.com?</h1>");
        assertHas(
                html,
                "<button class=\"first\" name=\"CONTACT_EMAIL\" value=\"ada@gmail.com\">Use ada@gmail.com</button>");
        assertHas(html, "name=\"CONTACT_EMAIL\" value=\"ada@gmial.com\">Send to ada@gmial.com anyway</button>");
    }

    @Test
    void anErrorPageLeadsBackWhereTheWayIsKnown() {
        Problem unknown = new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN);

        assertHas(
                render("error", ErrorPage.of(unknown, new Asker("T", "L", "Shop", "app:back", "challenge/N0NCE?"))),
                "<a class=\"first\" href=\"app:back\">Return to Shop</a>");
        assertHasNot(render("error", ErrorPage.of(unknown, null)), "class=\"first\"");
    }

    @Test
    void anErrorPageWithoutASiteListsTheLanguages() {
        String other = render("error", ErrorPage.of(new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN), null));
        String about =
                render("error", ErrorPage.of(new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN), null));

        assertHas(other, "<summary class=\"globe\" aria-label=\"Language: English\">English</summary>");
        assertHas(other, "<a href=\"?ui_locales=de\" lang=\"de\" hreflang=\"de\">Deutsch</a>");
        assertHas(about, "<a href=\"../challenge/unknown?ui_locales=de\" lang=\"de\"");
    }

    @Test
    void solvedValidationLinksBackToTheClient() {
        String html = render("done", new DonePage("N0NCE", "email", "Shop", "app:/back?code=A&state=\"b\""));

        assertHas(html, "href=\"app:/back?code=A&amp;state=&quot;b&quot;\">Continue to Shop</a>");
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsExplained(ErrorCode code) {
        String html = render("error", ErrorPage.of(new Problem(code, HOSTILE), null));

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
        Code code = new Code(
                Map.of(field.name(), HOSTILE), "7KQ2", true, 3, Duration.ZERO, Instant.EPOCH, HOSTILE, false, soon);
        ValidationPage page =
                new ValidationPage("N0NCE", "post", HOSTILE, HOSTILE, HOSTILE, new Notice(true, HOSTILE), form, code);

        assertInert(render("address", page));
        assertInert(address(new Form(List.of(hostile), true, false, 2, false, null)));
        assertInert(render("tan", page));
        assertInert(render("done", new DonePage("N0NCE", "email", HOSTILE, HOSTILE)));
        assertInert(render("meant", new MeantPage("N0NCE", "email", HOSTILE, HOSTILE, HOSTILE, HOSTILE)));
    }

    @Test
    void noPageHasStyleOrScriptOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            // Mail programs know no other styles than inline ones.
            for (Path file : files.filter(file -> !file.endsWith("mail.ftlh")).toList()) {
                assertFalse(INLINE.matcher(Files.readString(file)).find(), file.toString());
            }
        }
    }

    @Test
    void theMailHasNoLinkLoadsNothingAndEscapesNames() {
        List<List<String>> paragraphs = List.of(List.of(HOSTILE, "two"), List.of("three"));

        String html = render("mail", new MailHtml.Page(HOSTILE, "Your code:", "12345678", paragraphs));

        assertEquals(List.of(), OwnTemplate.broken("mail", html));
        assertInert(html);
        assertFalse(html.matches("(?s).*(href|src|https?:).*"), html);
        // The halves are apart, and are copied together.
        assertTrue(html.matches("(?s).*<span dir=\"ltr\">1234<span style=\"[^\"]*\">5678</span></span>.*"), html);
        assertHas(html, "<html lang=\"en\" dir=\"ltr\">");
    }

    private String address(Form form) {
        return render("address", page("email", form, null));
    }

    private String tan(Code code, @Nullable Form form) {
        return tan("email", code, form);
    }

    private String tan(String channel, Code code, @Nullable Form form) {
        return render("tan", page(channel, form, code));
    }

    private static ValidationPage page(String channel, @Nullable Form form, @Nullable Code code) {
        return new ValidationPage("N0NCE", channel, "Shop", "app:back", "https://here/N0NCE", null, form, code);
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
                Duration.ofMinutes(30),
                Instant.parse("2026-11-21T14:35:00Z"),
                null,
                false,
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

package dev.challenger.http;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for templates of the operator. Automatic escaping cannot be switched off, and nothing may need more than the
 * Content-Security-Policy grants, since browsers would ignore it.
 */
final class OwnTemplate {
    /** Stands in samples for the markup that a stranger could send. It must never reach a page as it is. */
    static final String UNESCAPED = "<unescaped>";

    /** The page that e-mails contain. */
    private static final String MAIL = "mail";

    /**
     * The words of FreeMarker that switch escaping off, and those that make templates of texts, in which such a word could
     * hide. They are refused wherever they stand: comments inside an expression would hide a question mark before them.
     */
    private static final Pattern WORD = Pattern.compile(
            "\\b(?:no_?esc|no_?auto_?esc|auto_?esc|output_?format|interpret|eval|eval_?json|ftl)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Within a tag, before an attribute. Browsers need no blank after a slash or a value in quotation marks. */
    private static final String NEXT = "[^>]*[\\s/\"']";

    private static final List<Rule> RULES = List.of(
            new Rule("a value is written without being escaped", UNESCAPED),
            forbidden("an event handler", "<" + NEXT + "on[a-z]+\\s*="),
            forbidden("an inline script", "<script\\b(?![^>]*\\ssrc\\s*=)"),
            forbidden("a script in a URL", "javascript:"),
            forbidden("a frame or a plug-in", "<(?:iframe|frame|object|embed|applet)\\b"),
            forbidden("a base or a header", "<base\\b|<meta\\b" + NEXT + "http-equiv\\s*="),
            forbidden(
                    "a file or form of another site",
                    "<(?!a\\b)" + NEXT
                            + "(?:src|srcset|href|data|poster|action|formaction|background)\\s*=\\s*[\"']?\\s*"
                            + "(?:[a-z][a-z0-9+.-]*:|//|\\\\)"));

    /** Mail programs know no other styles than inline ones, and no policy. */
    private static final List<Rule> IN_BROWSERS = List.of(
            forbidden("an inline style sheet", "<style\\b"), forbidden("an inline style", "<" + NEXT + "style\\s*="));

    private static final List<Rule> IN_MAIL = List.of(
            new Rule("there is a link, which mail scanners would open", "<a\\b"),
            new Rule("a style loads another file", "url\\s*\\(|@import"));

    private OwnTemplate() {}

    /**
     * A rule for pages.
     *
     * @param fault a sentence for the operator about a page that breaks it
     */
    record Rule(String fault, Pattern pattern) {
        private Rule(String fault, String pattern) {
            this(fault, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }

        /** Returns the line of a template that has what breaks the rule; empty if it comes from elsewhere. */
        OptionalLong line(String source) {
            Matcher same = pattern.matcher(source);
            return same.find() ? OptionalLong.of(OwnTemplate.line(source, same.start())) : OptionalLong.empty();
        }
    }

    private static Rule forbidden(String what, String pattern) {
        return new Rule("there is " + what + ", which the Content-Security-Policy forbids", pattern);
    }

    /** Returns the faults that the source shows, each with its line. */
    static Stream<String> faultsOfSource(String source) {
        return WORD.matcher(source)
                .results()
                .map(word -> "line " + line(source, word.start()) + ": " + word.group()
                        + " is not allowed, since pages must escape every value");
    }

    /** Returns the rules that a page, or the HTML of an e-mail, breaks. */
    static List<Rule> broken(String page, String html) {
        return Stream.concat(RULES.stream(), (page.equals(MAIL) ? IN_MAIL : IN_BROWSERS).stream())
                .filter(rule -> rule.pattern.matcher(html).find())
                .toList();
    }

    private static long line(String source, int at) {
        return source.chars().limit(at).filter(c -> c == '\n').count() + 1;
    }
}

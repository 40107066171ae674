package dev.challenger.transmission.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proves that a template can put values only where the encoding of its place makes them harmless. It allows a small part of
 * FreeMarker's language, {@code ${…}}, {@code <#if>} and {@code <#list>}, and follows the text from one end to the other. A branch
 * or a loop must end as it began: otherwise, what follows would depend on values.
 */
final class Proof {
    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\n)*\"";
    private static final String ARGUMENT = "(?:" + LITERAL + "|\\d+)";
    private static final String EXPRESSION = "(?<name>\\w+(?:\\.\\w+)?)(?<calls>(?:\\?\\w+(?:\\(" + ARGUMENT + "(?:, *"
            + ARGUMENT + ")*\\))?)*)(?:!(?:" + LITERAL + ")?)?";
    private static final String QUOTED = "\"[^\"\\\\]*\"|'[^'\\\\]*'";
    /** Ends for FreeMarker where it ends for us: no quotes and no parentheses are open. */
    private static final Pattern CONDITION =
            Pattern.compile("(?:[^\"'()\\\\]|" + QUOTED + "|\\((?:[^\"'()\\\\]|" + QUOTED + ")*\\))*");

    private static final Pattern VALUE = Pattern.compile("\\s*" + EXPRESSION + "\\s*");
    private static final Pattern LIST = Pattern.compile("\\s+" + EXPRESSION + "\\s+as\\s+(?<item>[a-z]\\w*)\\s*");
    private static final Pattern CALL = Pattern.compile("\\?(\\w+)(?:\\(" + ARGUMENT + "(?:, *" + ARGUMENT + ")*\\))?");
    private static final Pattern TOKEN = Pattern.compile(
            "\\$\\{(?<value>[^{}]*)}|<(?<end>/?)#(?<tag>[a-z]+)(?<rest>[^<>]*)>|(?<other>\\$\\{|</?[#@])");
    /** All return plain strings, or lists of them. */
    private static final Set<String> CALLS = Set.of(
            "trim",
            "upper_case",
            "lower_case",
            "replace",
            "remove_beginning",
            "remove_ending",
            "keep_after",
            "keep_before",
            "split",
            "join");

    private static final Set<String> ENCODERS = Set.of("json_string", "js_string", "url", "url_path", "html", "xml");

    private final Place place;
    private final Set<String> names;
    private final Deque<Integer> begun = new ArrayDeque<>();
    private int line;
    private int state = Place.OUTSIDE;

    private Proof(Place place, Set<String> names, int line) {
        this.place = place;
        this.names = new HashSet<>(names);
        this.line = line;
    }

    /**
     * @param names of the values that the template may use
     * @param line that the template begins in, for faults
     * @throws TemplateFault if there is no proof
     */
    static void of(String template, Place place, Set<String> names, int line) {
        new Proof(place, names, line).follow(template);
    }

    private void follow(String template) {
        Matcher token = TOKEN.matcher(template);
        int done = 0;
        while (token.find()) {
            text(template.substring(done, token.start()));
            if (token.group("other") != null) {
                throw fault("only ${…}, <#if>, <#elseif>, <#else>, <#list> and <#sep> are allowed");
            } else if (token.group("value") != null) {
                value(token.group("value"));
            } else {
                tag(token.group("tag"), !token.group("end").isEmpty(), token.group("rest"));
            }
            line += (int) token.group().chars().filter(c -> c == '\n').count();
            done = token.end();
        }
        text(template.substring(done));
        if (state != Place.OUTSIDE || !begun.isEmpty()) {
            throw fault("a string, <#if> or <#list> does not end");
        }
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\n') {
                line++;
            }
            state = place.after(state, next);
        }
    }

    private void value(String source) {
        Matcher value = VALUE.matcher(source);
        if (!value.matches()) {
            throw fault("${" + source
                    + "} is too complicated: write a name, and ?replace(\"a\", \"b\") and the like after it");
        }
        check(value);
        if (!place.takesValue(state)) {
            throw fault("${" + source + "} must stand between double quotes");
        }
    }

    private void check(Matcher expression) {
        String name = expression.group("name");
        if (!names.contains(name)) {
            throw fault("there is no value " + name);
        }
        CALL.matcher(expression.group("calls"))
                .results()
                .map(call -> call.group(1))
                .forEach(call -> {
                    if (ENCODERS.contains(call)) {
                        throw fault("leave out ?" + call
                                + ": values are encoded for their place, and would be encoded twice");
                    } else if (!CALLS.contains(call)) {
                        throw fault("?" + call + " is not allowed");
                    }
                });
    }

    private void tag(String tag, boolean end, String rest) {
        if (!tag.equals("list") && !CONDITION.matcher(rest).matches()) {
            throw fault("<#" + tag + rest + "> is too complicated: write a comparison without <, > and \\");
        }
        switch (tag) {
            case "if", "list" -> {
                if (end) {
                    sameState(tag);
                    begun.pop();
                } else {
                    begun.push(state);
                    if (tag.equals("list")) {
                        list(rest);
                    }
                }
            }
            case "else", "elseif", "sep" -> sameState(tag);
            default -> throw fault("<#" + tag + "> is not allowed");
        }
    }

    private void list(String rest) {
        Matcher list = LIST.matcher(rest);
        if (!list.matches()) {
            throw fault("<#list" + rest + "> must be <#list NAME as ITEM>");
        }
        check(list);
        names.add(list.group("item"));
    }

    private void sameState(String tag) {
        if (begun.isEmpty() || begun.peek() != state) {
            throw fault("<#" + tag + "> must not divide a string");
        }
    }

    private TemplateFault fault(String reason) {
        return new TemplateFault(line, reason);
    }
}

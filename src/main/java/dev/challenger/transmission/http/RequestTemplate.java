package dev.challenger.transmission.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.challenger.address.Channel;
import dev.challenger.wire.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operator's template of a request, written as a request is: method and URL, headers, an empty line, and the body. Lines
 * before the body that begin with {@code #} are comments.
 */
public final class RequestTemplate {
    private static final Pattern FIRST = Pattern.compile("(POST|PUT|PATCH|GET) +(\\S.*?)\\s*");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+):\\s*(.*?)\\s*");
    /** The JDK sets these itself, and two of ours are for the signature. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "connection",
            "expect",
            "upgrade",
            "transfer-encoding",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature");

    private static final Pattern PDF = Pattern.compile("\\$\\{\\s*" + MessageValues.PDF + "\\W");

    private final String method;
    private final TemplateUrl url;
    private final List<Header> headers = new ArrayList<>();
    private final Optional<Part> body;
    private final Place place;
    private final boolean wantsPdf;

    private record Header(String name, Part value, boolean secret) {}

    /**
     * A request with its values.
     *
     * @param headers name and value in turn
     */
    record Filled(String method, URI url, List<String> headers, String body) {
        /** Hides the request, since it has a TAN, an address and secrets in it. */
        @Override
        public String toString() {
            return "Filled[…]";
        }
    }

    /**
     * @param channel of the messages, which decides what a template may use of an address
     * @throws TemplateFault if the template is malformed, or may put a value where it cannot be encoded
     */
    public RequestTemplate(String source, Channel channel) {
        Set<String> names = MessageValues.names(channel);
        this.wantsPdf = PDF.matcher(source).find();
        List<String> lines = source.lines().toList();
        int at = 0;
        while (at < lines.size() && (isComment(lines.get(at)) || lines.get(at).isBlank())) {
            at++;
        }
        Matcher first = FIRST.matcher(at < lines.size() ? lines.get(at) : "");
        if (!first.matches()) {
            throw new TemplateFault(at + 1, "must be a method and a URL, such as POST https://example.com/messages");
        }
        this.method = first.group(1);
        this.url = new TemplateUrl(first.group(2), names, at + 1);
        String type = "";
        for (at++; at < lines.size() && !lines.get(at).isBlank(); at++) {
            if (!isComment(lines.get(at))) {
                type = header(lines.get(at), names, at + 1).orElse(type);
            }
        }
        String text = String.join("\n", lines.subList(Math.min(at + 1, lines.size()), lines.size()))
                .stripTrailing();
        this.place = place(text, type, at + 2);
        this.body = text.isEmpty() ? Optional.empty() : Optional.of(new Part(text, place, names, at + 2));
        tryWith(MessageValues.sample(channel), at + 2);
    }

    private static boolean isComment(String line) {
        return line.startsWith("#");
    }

    /** Returns the root of the gateway. */
    URI server() {
        return url.server();
    }

    /** Adds a header, and returns the media type if it tells that. */
    private Optional<String> header(String line, Set<String> names, int number) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new TemplateFault(
                    number, "must be a header, such as Content-Type: application/json, or an empty line");
        }
        String name = header.group(1);
        if (OURS.stream().anyMatch(name::equalsIgnoreCase)) {
            throw new TemplateFault(number, "the header " + name + " is set by the service");
        }
        String value = header.group(2);
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new TemplateFault(number, "a header must be in ASCII");
        }
        headers.add(new Header(
                name,
                new Part(value, Place.HEADER, names, number),
                value.matches(".*\\$\\{\\s*(?:user|password)\\W.*")));
        return name.equalsIgnoreCase("Content-Type") ? Optional.of(value) : Optional.empty();
    }

    private static Place place(String body, String type, int line) {
        return body.isEmpty()
                ? Place.TEXT
                : Place.ofBody(type)
                        .orElseThrow(() -> new TemplateFault(
                                line,
                                "a body needs the header Content-Type with application/json,"
                                        + " application/x-www-form-urlencoded or text/plain"));
    }

    /** Fills in values that stand for any others, so that faults show at the start. */
    private void tryWith(Map<String, Object> values, int line) {
        Filled filled = fill(values);
        if (place == Place.JSON) {
            try {
                Json.read(filled.body());
            } catch (JsonProcessingException e) {
                throw new TemplateFault(line, "the body is not JSON: " + e.getOriginalMessage());
            }
        } else if (place == Place.FORM && !filled.body().matches("[!-~]*")) {
            throw new TemplateFault(line, "the text of a form must be encoded: write %20 for a space");
        }
    }

    /** Returns true if the template puts the user or the password into a header as it is. */
    boolean hasSecretInHeader() {
        return headers.stream().anyMatch(Header::secret);
    }

    /** Returns true if the template needs the letter as PDF. */
    public boolean wantsPdf() {
        return wantsPdf;
    }

    /** @throws TemplateFault if a value is absent, or would lead to another path */
    Filled fill(Map<String, Object> values) {
        URI filled = url.fill(values);
        List<String> rendered = new ArrayList<>();
        headers.forEach(header -> rendered.addAll(
                List.of(header.name(), header.value().render(values).strip())));
        String text = body.map(part -> part.render(values)).orElse("");
        // The pairs of a form may stand on several lines. Values have no line breaks after their encoding.
        String whole = place == Place.FORM ? text.replaceAll("\\s*\n\\s*", "") : text;
        return new Filled(method, filled, rendered, whole);
    }
}

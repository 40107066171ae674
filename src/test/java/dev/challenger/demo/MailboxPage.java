package dev.challenger.demo;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.challenger.testing.Mailbox;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows all messages to all recipients, newest first. A script loads the page again when there is another one; without it, the
 * browser does so from time to time.
 */
final class MailboxPage extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final int SECONDS_WHILE_EMPTY = 2;
    /** The reload interval: long enough to copy a TAN. */
    private static final int SECONDS = 10;

    private static final String LETTERS = "/letters/";

    private final transient Mailbox mailbox;
    private final transient Arrivals arrivals;
    private final String report;
    private final transient Templates pages;

    /** @param report the page at {@code /report} */
    MailboxPage(Mailbox mailbox, Arrivals arrivals, String report, Templates pages) {
        this.mailbox = mailbox;
        this.arrivals = arrivals;
        this.report = report;
        this.pages = pages;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String path = request.getServletPath();
        if (path.startsWith(LETTERS)) {
            letter(path.substring(LETTERS.length()), response);
            return;
        }
        if (path.equals("/reload.js")) {
            Templates.writeScript(response, "reload.js");
            return;
        }
        if (path.equals("/report")) {
            Templates.write(response, report);
            return;
        }
        if (!path.equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            List<Map<String, String>> messages = messages();
            int seconds = messages.isEmpty() ? SECONDS_WHILE_EMPTY : SECONDS;
            pages.write(response, 200, "mailbox", Map.of("messages", messages, "seconds", seconds));
        } catch (MessagingException e) {
            throw new ServletException(e);
        }
    }

    private void letter(String name, HttpServletResponse response) throws IOException {
        Optional<byte[]> letter = arrivals.letter(name);
        if (letter.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/pdf");
        response.getOutputStream().write(letter.get());
    }

    /** Takes a text message, as a gateway does. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        arrivals.take(request.getInputStream());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private List<Map<String, String>> messages() throws IOException, MessagingException {
        List<Dated> dated = new ArrayList<>();
        arrivals.all().forEach(arrival -> dated.add(new Dated(Date.from(arrival.at()), show(arrival))));
        for (MimeMessage message : mailbox.messages()) {
            dated.add(new Dated(message.getSentDate(), show(message)));
        }
        dated.sort(Comparator.comparing(Dated::date).reversed());
        return dated.stream().map(Dated::shown).toList();
    }

    private record Dated(Date date, Map<String, String> shown) {}

    private static Map<String, String> show(Arrivals.Arrival arrival) {
        return Map.of(
                "from", arrival.from(),
                "to", arrival.to(),
                "subject", "",
                "date", RFC_1123_DATE_TIME.format(arrival.at().atZone(ZoneOffset.UTC)),
                "pdf", arrival.pdf(),
                "text", arrival.text(),
                "html", "");
    }

    private static Map<String, String> show(MimeMessage message) throws IOException, MessagingException {
        return Map.of(
                "from", people(message.getFrom()),
                "to", people(message.getRecipients(RecipientType.TO)),
                "subject", text(message.getSubject()),
                "date", text(message.getHeader("Date", null)),
                "pdf", "",
                "text", part(message, "text/plain"),
                "html", part(message, "text/html"));
    }

    /** Returns the part of this type; empty if there is none. */
    private static String part(Part part, String type) throws IOException, MessagingException {
        if (part.isMimeType(type)) {
            return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String people(Address @Nullable [] addresses) {
        return Stream.of(addresses == null ? new Address[0] : addresses)
                .map(address ->
                        address instanceof InternetAddress person ? person.toUnicodeString() : address.toString())
                .collect(Collectors.joining(", "));
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }
}

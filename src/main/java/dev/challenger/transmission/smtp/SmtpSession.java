package dev.challenger.transmission.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to the mail server, on which a message costs the commands MAIL, RCPT and DATA and its text, and nothing else.
 * It remembers the step that it has reached, since that decides what a failure means.
 */
public final class SmtpSession extends SMTPTransport {
    /** The steps of a session, in their order. */
    public enum Step {
        /** Connecting, greeting, EHLO and STARTTLS. */
        CONNECT,
        LOGIN,
        MAIL,
        RCPT,
        DATA,
        /** Sending the text, up to the reply to its end. */
        TEXT
    }

    /** The library logs what it sends and receives, with TANs and addresses, under the name of this package. */
    private static final Logger LIBRARY = Logger.getLogger(SmtpSession.class.getPackageName());

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private static final int CHALLENGE = 334;
    private static final int LOGGED_IN = 235;
    private static final int MECHANISMS_SHOWN = 10;
    /** Shorter texts are no secrets, and are in many replies. */
    private static final int SHORTEST_SECRET = 3;

    private final Consumer<String> dialogue;
    private final Set<String> secrets = new HashSet<>();
    private Step step = Step.CONNECT;
    private Optional<Mechanism> tried = Optional.empty();

    /** @param dialogue gets each command with {@code >} and each reply with {@code <} before it, without passwords and tokens */
    public SmtpSession(Session session, URLName server, Consumer<String> dialogue) {
        super(session, server);
        this.dialogue = dialogue;
    }

    /**
     * Logs in by the first of our mechanisms that the server offers.
     *
     * @throws MessagingException if it offers none, or refuses the login
     */
    public synchronized void login(Credentials account) throws MessagingException {
        step = Step.LOGIN;
        tried = Mechanism.forLogin(account)
                .filter(mechanism -> supportsAuthentication(mechanism.name()))
                .findFirst();
        Mechanism mechanism = tried.orElseThrow(() -> new MessagingException("no mechanism"));
        List<String> responses = mechanism.responses(account);
        secrets.addAll(responses);
        secrets.add(account.secret());
        Iterator<String> next = responses.iterator();
        int reply = simpleCommand(
                mechanism.beginsWith(responses.get(0)) ? mechanism.command() + " " + next.next() : mechanism.command());
        while (reply == CHALLENGE && next.hasNext()) {
            reply = simpleCommand(next.next());
        }
        if (reply != LOGGED_IN) {
            throw new MessagingException("refused");
        }
    }

    /** Returns the mechanism of the login; empty if the server offers none of ours. */
    public synchronized Optional<String> tried() {
        return tried.map(Mechanism::name);
    }

    /** Returns the mechanisms that the server offers, for the log. */
    public synchronized String offered() {
        String offered = Objects.requireNonNullElse(getExtensionParameter("AUTH"), "");
        return Stream.of(offered.split(" ", -1))
                .filter(name -> name.matches("[A-Za-z0-9_-]{1,20}"))
                .limit(MECHANISMS_SHOWN)
                .collect(Collectors.joining(", "));
    }

    /** Returns true if the server takes mail to this address: if it is in ASCII, or with SMTPUTF8 (RFC 6531). */
    public boolean takes(String address) {
        return isAscii(address) || supportsExtension("SMTPUTF8");
    }

    private static boolean isAscii(String address) {
        return address.chars().allMatch(c -> c < 0x80);
    }

    /**
     * Returns once the server has accepted a mail.
     *
     * @param from the address of the sender, without angle brackets
     * @param to the address of the recipient, in the same form; the server {@link #takes} it
     * @param mail with {@code CR LF} at the end of each line; dots at the beginning of lines are doubled here
     * @return the reply to the end of the mail, in which most servers tell the id of their queue
     */
    public synchronized String send(String from, String to, byte[] mail) throws MessagingException, IOException {
        step = Step.MAIL;
        require(simpleCommand("MAIL FROM:<" + from + ">" + (isAscii(to) ? "" : " SMTPUTF8")));
        step = Step.RCPT;
        require(simpleCommand("RCPT TO:<" + to + ">"));
        step = Step.DATA;
        OutputStream text = data();
        step = Step.TEXT;
        text.write(mail);
        dialogue.accept("> (" + mail.length + " bytes)");
        finishData();
        return Objects.requireNonNullElse(getLastServerResponse(), "");
    }

    private static void require(int reply) throws MessagingException {
        if (reply < 200 || reply > 299) {
            throw new MessagingException("refused");
        }
    }

    public synchronized Step step() {
        return step;
    }

    /** Leaves out the RSET of the library after a refusal: the connection is closed then, and its reply would replace the refusal. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        tell("> ", command);
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        tell("< ", Objects.requireNonNullElse(getLastServerResponse(), ""));
        return code;
    }

    private void tell(String mark, String lines) {
        String masked = lines;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                masked = masked.replace(secret, "***");
            }
        }
        masked.lines().forEach(line -> dialogue.accept(mark + line));
    }
}

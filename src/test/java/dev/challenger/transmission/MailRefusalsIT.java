package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.transmission.TransmissionException.Fault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves which refusals of a mail server are taken for refusals of the address, and which for faults of the server. */
final class MailRefusalsIT {
    @ParameterizedTest
    @CsvSource({
        // A greeting, or MAIL, knows nothing of the recipient.
        "greeting, 421 4.3.2 shutting down, SENDER, 421 4.3.2",
        "greeting, 554 no service here, SENDER, 554",
        "MAIL, 421 4.3.2 shutting down, SENDER, 421 4.3.2",
        "MAIL, 450 4.7.1 too fast, SENDER, 450 4.7.1",
        "MAIL, 451 local error, SENDER, 451",
        "MAIL, 452 4.3.1 disk full, SENDER, 452 4.3.1",
        "MAIL, 550 5.7.1 not with this sender, SENDER, 550 5.7.1",
        "MAIL, 551 not local, SENDER, 551",
        "MAIL, 552 too much, SENDER, 552",
        "MAIL, 553 5.1.8 sender unknown, SENDER, 553 5.1.8",
        "MAIL, 554 no, SENDER, 554",
        "MAIL, 571 no, SENDER, 571",
        "MAIL, 530 5.7.0 log in first, SENDER, 530 5.7.0",
        // Permanent refusals of the recipient.
        "RCPT, 550 no such user, ADDRESS, 550",
        "RCPT, 550 5.1.1 no such user, ADDRESS, 550 5.1.1",
        "RCPT, 550-5.1.1 no such user, ADDRESS, 550 5.1.1",
        "RCPT, 550 5.1.2 no such domain, ADDRESS, 550 5.1.2",
        "RCPT, 550 5.1.10 null MX, ADDRESS, 550 5.1.10",
        "RCPT, 550 5.2.1 mailbox disabled, ADDRESS, 550 5.2.1",
        "RCPT, 550 5.4.1 access denied, ADDRESS, 550 5.4.1",
        "RCPT, 551 5.1.6 moved, ADDRESS, 551 5.1.6",
        "RCPT, 553 5.1.3 malformed, ADDRESS, 553 5.1.3",
        "RCPT, 554 5.4.4 host not found, ADDRESS, 554 5.4.4",
        "RCPT, 556 5.1.10 takes no mail, ADDRESS, 556 5.1.10",
        "RCPT, 501 5.1.3 malformed, ADDRESS, 501 5.1.3",
        // Our own fault, or one that passes.
        "RCPT, 421 4.7.0 too many errors, MESSAGE, 421 4.7.0",
        "RCPT, 450 4.2.0 greylisted, MESSAGE, 450 4.2.0",
        "RCPT, 451 4.3.0 try later, MESSAGE, 451 4.3.0",
        "RCPT, 452 4.2.2 full, MESSAGE, 452 4.2.2",
        "RCPT, 552 5.2.2 full, MESSAGE, 552 5.2.2",
        "RCPT, 552 too much, MESSAGE, 552",
        "RCPT, 550 5.2.2 full, MESSAGE, 550 5.2.2",
        "RCPT, 550 5.7.1 no relaying, MESSAGE, 550 5.7.1",
        "RCPT, 553 5.1.8 sender unknown, MESSAGE, 553 5.1.8",
        "RCPT, 550 5.1.7 sender malformed, MESSAGE, 550 5.1.7",
        "RCPT, 554 5.7.1 blocked, MESSAGE, 554 5.7.1",
        "RCPT, 571 no, MESSAGE, 571",
        "RCPT, 530 5.7.0 log in first, MESSAGE, 530 5.7.0",
        "RCPT, 503 5.5.1 out of order, MESSAGE, 503 5.5.1",
        "DATA, 450 4.2.0 greylisted, MESSAGE, 450 4.2.0",
        "DATA, 451 local error, MESSAGE, 451",
        "DATA, 554 no valid recipients, MESSAGE, 554",
        "DATA, 550 5.1.1 no such user, ADDRESS, 550 5.1.1",
        "text, 451 4.7.1 greylisted, MESSAGE, 451 4.7.1",
        "text, 452 4.3.1 disk full, MESSAGE, 452 4.3.1",
        "text, 550 5.7.1 spam, MESSAGE, 550 5.7.1",
        "text, 550 no, MESSAGE, 550",
        "text, 552 5.3.4 too big, MESSAGE, 552 5.3.4",
        "text, 554 5.6.0 bad content, MESSAGE, 554 5.6.0",
        "text, 554 5.1.1 no such user, ADDRESS, 554 5.1.1",
    })
    void aReplyIsAFaultOf(String step, String reply, Fault fault, String logged) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (step.equals("text")) {
                        line.obeyUntil("DATA");
                        line.say("354 go on");
                        line.receive();
                    } else if (!step.equals("greeting")) {
                        line.obeyUntil(step);
                    }
                    line.say(reply.contains("-") ? reply + "\r\n" + reply.replace('-', ' ') : reply);
                    line.answerUntil("nothing");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            TransmissionException failure = Failures.thrown(transmitter, letter());

            assertEquals(fault, failure.fault());
            assertEquals(Optional.of(logged), failure.reply());
            assertEquals("mail server 127.0.0.1:" + server.port() + ": refused with " + logged, failure.getMessage());
        }
    }

    /** Servers end a connection after several bad addresses, so a stranger can cause that. */
    @ParameterizedTest
    @CsvSource({"greeting,SENDER", "EHLO,SENDER", "MAIL,SENDER", "RCPT,MESSAGE", "DATA,MESSAGE"})
    void aConnectionThatEndsIsAFaultOf(String step, Fault fault) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (!step.equals("greeting")) {
                        line.obeyUntil(step);
                    }
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            TransmissionException failure = Failures.thrown(transmitter, letter());

            assertEquals(fault, failure.fault());
            assertEquals(Optional.empty(), failure.reply());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "text"})
    void silenceIsATimeOut(String step) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (step.equals("text")) {
                        line.obeyUntil("DATA");
                        line.say("354 go on");
                    } else if (!step.equals("greeting")) {
                        line.obeyUntil(step);
                    }
                    line.hang();
                });
                MailTransmitter transmitter = transmitter(MailSettings.impatient(server.port()))) {
            assertEquals(Fault.TIME_OUT, Failures.thrown(transmitter, letter()).fault());
        }
    }

    private static MailTransmitter transmitter(MailAccount mail) {
        return new MailTransmitter(mail, InstantSource.system(), new SecureRandom());
    }
}

package dev.challenger.transmission.http;

import dev.challenger.transmission.Blackout;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Judges the answers of a gateway: an acceptance, or a refusal of some kind. */
final class Judge {
    private static final Logger LOG = System.getLogger(Judge.class.getName());
    private static final int LONGEST_LINE = 500;

    private final HttpGateway gateway;

    Judge(HttpGateway gateway) {
        this.gateway = gateway;
    }

    /** Returns the receipt of an acceptance. */
    Receipt judge(Message message, Answer answer) throws TransmissionException {
        Blackout blackout = new Blackout(message, gateway.secrets());
        if (gateway.answers().accept(answer)) {
            return Receipt.of(message, gateway.answers().id(answer), Optional.of("http " + answer.status()));
        }
        String line = answer.complete() ? blackout.line(answer.text()) : blackout.beginning(answer.text());
        LOG.log(
                Level.WARNING,
                "{0} answered {1}: {2}",
                gateway.name(),
                Integer.toString(answer.status()),
                line.substring(0, Math.min(line.length(), LONGEST_LINE)));
        throw refusal(answer, gateway.answers().reason(answer).map(blackout::line));
    }

    private TransmissionException refusal(Answer answer, Optional<String> reason) {
        int status = answer.status();
        String said = "http " + status
                + reason.map(text -> " " + text.substring(0, Math.min(text.length(), 40)))
                        .orElse("");
        Fault fault = gateway.answers().refuse(answer)
                ? Fault.ADDRESS
                : switch (status) {
                    // Not 429: a gateway may say so of one number, which a stranger can enter again and again.
                    case 401, 407, 503 -> Fault.SENDER;
                    default -> Fault.MESSAGE;
                };
        boolean open = fault == Fault.MESSAGE && gateway.answers().leaveOpen(answer);
        return new TransmissionException(fault, gateway.name() + ": refused with " + said, Optional.of(said), open);
    }
}

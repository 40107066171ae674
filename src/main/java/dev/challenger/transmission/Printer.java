package dev.challenger.transmission;

/** Prints letters. Senders know only this, so that an application that sends none needs no library for PDF. */
@FunctionalInterface
public interface Printer {
    /**
     * Returns a letter as PDF, on one page.
     *
     * @throws TransmissionException if the letter cannot be printed: it has a character that no font has, or is too long
     */
    byte[] print(Message message) throws TransmissionException;
}

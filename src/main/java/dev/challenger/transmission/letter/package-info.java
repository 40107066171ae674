/**
 * Letters as PDF. Begin with {@link dev.challenger.transmission.letter.LetterPrinter}: it fills in the template of the letter, which
 * gives a {@code Sheet}, and draws it with the address in the window of the envelope. {@code AddressBlock} knows what the posts of
 * the world want, {@link dev.challenger.transmission.letter.Fonts} which characters can be printed.
 * {@link dev.challenger.transmission.letter.SpoolTransmitter} puts letters into a directory; other senders get them by a
 * {@link dev.challenger.transmission.Printer}.
 */
@NullMarked
package dev.challenger.transmission.letter;

import org.jspecify.annotations.NullMarked;

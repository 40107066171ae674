package dev.challenger.validation;

/** What a decision made of a validation; the store writes {@link #after} if it is another than before. */
@FunctionalInterface
public interface Change {
    Validation after();
}

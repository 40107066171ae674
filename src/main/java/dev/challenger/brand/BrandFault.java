package dev.challenger.brand;

/** A fault of a file or value of the brand. The message is for the operator, and completes a sentence about the setting. */
public final class BrandFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BrandFault(String reason) {
        super(reason);
    }
}

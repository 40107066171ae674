package dev.challenger.validation;

/** The secrets by which {@link ValidationStore} finds a validation. */
public enum By {
    /**
     * Finds a validation until its nonce expires, if it was ordered for the address type of this node. A row without a type is
     * older than the column and belongs to nodes of every type.
     */
    NONCE,
    /** Finds a validation until it is purged, as {@link #NONCE} otherwise: only to lead a person back. */
    EXPIRED_NONCE,
    /** Finds a validation until its token expires. */
    TOKEN
}

/**
 * The audit log of the operator: which address was validated for which client, when, and with what result. It never has a
 * secret, a TAN or a full address. Begin with {@link dev.challenger.audit.AuditEvent}, the list of events. The features
 * write the lines (see {@code ValidationAudit} and {@code MfaAudit}); this package defines their form.
 */
@NullMarked
package dev.challenger.audit;

import org.jspecify.annotations.NullMarked;

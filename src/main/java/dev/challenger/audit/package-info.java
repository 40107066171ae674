/** The operator's audit log: who had which address validated, when, and what came of it; never a secret. */
@NullMarked
package dev.challenger.audit;

import org.jspecify.annotations.NullMarked;

/**
 * The flows through the whole service, as clients, people, browsers and operators go through them, on one node or more. A test
 * of one feature lives in the package of that feature instead. Begin with {@link dev.challenger.flow.WholeFlowIT}.
 */
@NullMarked
package dev.challenger.flow;

import org.jspecify.annotations.NullMarked;

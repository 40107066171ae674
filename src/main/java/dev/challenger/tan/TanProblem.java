package dev.challenger.tan;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Optional;

/** An entry that is not a TAN by its form: code 25 if it is missing, otherwise code 26. */
public final class TanProblem extends Problem {
    private static final long serialVersionUID = 1;

    private final TanFault fault;

    private TanProblem(String parameter, String typed) {
        super(typed.isEmpty() ? ErrorCode.GENERIC_PARAMETER_MISSING : ErrorCode.GENERIC_PARAMETER_MALFORMED, parameter);
        this.fault = TanFault.of(typed);
    }

    /**
     * Reads an entry.
     *
     * @param parameter its name
     * @param typed empty if there is none
     * @throws TanProblem if it is not a TAN
     */
    public static Tan parse(String parameter, Optional<String> typed) {
        return typed.flatMap(Tan::parse).orElseThrow(() -> new TanProblem(parameter, typed.orElse("")));
    }

    /** Returns the fault of an entry that was refused. One that was sent twice is not readable either. */
    public static TanFault fault(Problem problem) {
        return problem instanceof TanProblem tan ? tan.fault : TanFault.LETTERS;
    }
}

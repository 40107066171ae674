package dev.challenger.cli;

import dev.challenger.db.DatabaseException;
import dev.challenger.settings.SettingsException;
import dev.challenger.transmission.TransmissionException;
import java.io.PrintWriter;
import java.util.List;

/** The exit codes. */
enum Exit {
    OK(0),
    REFUSED(1),
    USAGE(2),
    SETTINGS(3),
    DATABASE(4),
    SENDING(5),
    NOTHING_FOUND(6),
    BUG(70);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    static Exit of(Exception failure) {
        if (failure instanceof Refused) {
            return REFUSED;
        } else if (failure instanceof SettingsException) {
            return SETTINGS;
        } else if (failure instanceof DatabaseException) {
            return DATABASE;
        } else if (failure instanceof TransmissionException) {
            return SENDING;
        }
        return BUG;
    }

    /** Prints a failure, one line for each fault. Only a bug gets a stack trace. */
    static Exit tell(Exception failure, PrintWriter err) {
        Exit exit = of(failure);
        if (exit == BUG) {
            failure.printStackTrace(err);
        } else {
            sentences(failure).forEach(sentence -> err.println("challenger: " + sentence));
        }
        err.flush();
        return exit;
    }

    /** Returns the messages of a failure without the name of the exception. */
    static List<String> sentences(Exception failure) {
        return failure instanceof SettingsException settings ? settings.faults() : List.of(sentence(failure));
    }

    /**
     * Returns the message of a failure with that of its root cause. Logs leave out messages of the database, which may quote a
     * stranger's input; here all input is the operator's.
     */
    private static String sentence(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(failure.getMessage());
        String reason = String.valueOf(root.getMessage());
        String whole = message.contains(reason) ? message : message + ": " + reason;
        return whole.replaceAll("\\R", " ");
    }
}

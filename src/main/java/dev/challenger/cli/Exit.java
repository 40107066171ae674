package dev.challenger.cli;

import dev.challenger.db.DatabaseException;
import dev.challenger.settings.SettingsException;
import dev.challenger.transmission.TransmissionException;
import java.io.PrintWriter;
import java.util.List;

/** How a command ends, as its exit status. */
enum Exit {
    OK(0),
    REFUSED(1),
    USAGE(2),
    SETTINGS(3),
    DATABASE(4),
    SENDING(5),
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

    /** Tells the operator what went wrong, a line for each fault. Only a bug has a stack trace. */
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

    /** What the operator needs to know, without the exception's name. */
    static List<String> sentences(Exception failure) {
        return failure instanceof SettingsException settings ? settings.faults() : List.of(sentence(failure));
    }

    /** With the words of the database, which a log leaves out since they may quote what a stranger sent: here none did. */
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

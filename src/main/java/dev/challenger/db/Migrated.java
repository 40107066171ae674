package dev.challenger.db;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Flyway tells this the migrations that it has run. */
final class Migrated implements Callback {
    private final int newest;
    private final Steps progress;

    Migrated(int newest, Steps progress) {
        this.newest = newest;
        this.progress = progress;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        MigrationInfo done = context.getMigrationInfo();
        if (done != null && done.getVersion() != null) {
            progress.done(Long.parseLong(done.getVersion().getVersion()), newest);
        }
    }

    @Override
    public String getCallbackName() {
        return "progress";
    }
}

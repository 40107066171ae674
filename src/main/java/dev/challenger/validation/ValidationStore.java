package dev.challenger.validation;

import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Credentials;
import dev.challenger.client.DeclaredClients;
import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Rows.Change;
import dev.challenger.db.Sql;
import dev.challenger.limit.Claimed;
import dev.challenger.limit.Counting;
import dev.challenger.secret.Hash;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code validation}. Rows change only through {@link #change}, by compare-and-set in two statements. */
public final class ValidationStore {
    private final Database database;
    private final AddressHashes hashes;
    private final LookupStore lookups;

    public ValidationStore(Database database, AddressPolicy policy, AddressHashes hashes, DeclaredClients declared) {
        this.database = database;
        this.hashes = hashes;
        this.lookups = new LookupStore(database, policy, declared);
    }

    public Optional<Validation> find(By by, Hash hash, Instant now) {
        return lookups.find(by, hash, now);
    }

    /** @throws Problem code 9755 if no validation has this nonce, or it has expired */
    Validation get(Hash nonce, Instant now) {
        return find(By.NONCE, nonce, now).orElseThrow(ValidationStore::unknown);
    }

    /**
     * Changes the validation with this nonce, as {@link Rows#update}.
     *
     * @throws Problem code 9755 as {@link #get}; code 55 as {@link Rows#update}; the problems of the decision
     */
    <C extends Change<Validation>> C change(Hash nonce, Instant now, Function<Validation, C> decision) {
        return change(By.NONCE, nonce, now, decision).orElseThrow(ValidationStore::unknown);
    }

    /**
     * Claims the transmission of a message, as {@link #change}, and counts the message in the same transaction. If a budget refuses
     * the message, nothing changes.
     *
     * @param counting returns the message that is sent for a row as it is to be written
     */
    <C extends Change<Validation>> Claimed<C> claim(
            Hash nonce, Instant now, Function<Validation, C> decision, Function<Validation, Counting> counting) {
        return Claimed.update(
                        () -> find(By.NONCE, nonce, now),
                        decision,
                        after -> counting.apply(after).with(database, sql(after)))
                .orElseThrow(ValidationStore::unknown);
    }

    /**
     * Changes a validation, as {@link Rows#update}.
     *
     * @return the decision; empty if there is no such validation
     * @throws Problem code 55 as {@link Rows#update}; the problems of the decision
     */
    public <C extends Change<Validation>> Optional<C> change(
            By by, Hash hash, Instant now, Function<Validation, C> decision) {
        return Rows.update(() -> find(by, hash, now), decision, this::update);
    }

    /**
     * Changes the validation with this code, as {@link Rows#update}. One statement reads it and authenticates the client.
     *
     * @return the decision; empty if the credentials are wrong, or the client has no such code
     * @throws Problem code 55 as {@link Rows#update}; the problems of the decision
     */
    public <C extends Change<Validation>> Optional<C> redeem(
            Hash code, Credentials client, Instant now, Function<Validation, C> decision) {
        return Rows.update(() -> lookups.findRedeemable(code, client, now), decision, this::update);
    }

    private void update(Validation validation) {
        Sql update = sql(validation);
        Rows.requireOne(database.update(update.text(), update.arguments()));
    }

    private Sql sql(Validation validation) {
        Destination to = validation.destination();
        return new Sql(
                """
                UPDATE validation
                   SET version = version + 1, purge_at = ?, language = ?, changes_left = ?, hand_overs_failed = ?, tans_issued = ?,
                       redirect_uri = ?, state = ?, code_challenge = ?, code_challenge_method = ?, form_post = ?,
                       address = ?, transmissions_left = ?, address_hash = IF(address_hash IS NULL, NULL, ?),
                       tan_key_id = ?, attempts_left = ?, resend_at = ?, tan_expires_at = ?, tan_ends_at = ?,
                       code_hash = ?, code_key_id = ?, code_expires_at = ?, code_redeemed = ?,
                       address_expires_at = ?, erase_at = ?,
                       token_hash = ?, token_expires_at = ?
                 WHERE id = ? AND version = ?
                """,
                ValidationRow.all(
                        new @Nullable Object[] {
                            validation.purgeAt(),
                            ValidationRow.value(validation.language()),
                            validation.changesLeft(),
                            validation.handOversFailed(),
                            validation.tans().issued()
                        },
                        ValidationRow.values(validation.authorization()),
                        ValidationRow.values(to),
                        new @Nullable Object[] {hashes.entry(to == null ? null : to.address(), validation.expiresAt())},
                        ValidationRow.values(validation.tans().sent()),
                        ValidationRow.values(validation.grant()),
                        new @Nullable Object[] {validation.id(), validation.version()}));
    }

    /** The same refusal for all unknown, expired and hidden validations. */
    static Problem unknown() {
        return new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN);
    }
}

package dev.challenger.grant;

import dev.challenger.address.Address;
import dev.challenger.address.AddressType;
import dev.challenger.validation.Validation;
import dev.challenger.wire.Timestamp;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a validated address: the members of the Challenger protocol, and the same as claims of OpenID Connect (Core
 * section 5.1) for libraries that know only those.
 *
 * @param addressExpiration repeats {@code expires}, since a converter in the field reads that name
 * @param sub the id as text; every validation is a subject of its own
 * @param email null unless the address is an e-mail address; so is {@code emailVerified}, or it is true
 * @param phoneNumber null unless the address is a phone number, in E.164; so is {@code phoneNumberVerified}, or it is true
 */
record Info(
        long id,
        Map<String, String> address,
        String addressType,
        Timestamp expires,
        Timestamp addressExpiration,
        String sub,
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable String phoneNumber,
        @Nullable Boolean phoneNumberVerified) {
    static Info of(Validation validation, Address address) {
        Timestamp expires =
                Timestamp.of(Objects.requireNonNull(validation.grant()).addressExpiresAt());
        String email = only(address, AddressType.EMAIL);
        String phone = only(address, AddressType.PHONE);
        return new Info(
                validation.id(),
                address.fields(),
                address.type().toString(),
                expires,
                expires,
                Long.toString(validation.id()),
                email,
                email == null ? null : true,
                phone,
                phone == null ? null : true);
    }

    /** Returns the one value of an address of a type that has one field; null for other addresses. */
    private static @Nullable String only(Address address, AddressType type) {
        return address.type() == type ? address.fields().values().iterator().next() : null;
    }
}

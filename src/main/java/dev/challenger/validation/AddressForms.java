package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.address.FieldProblem.Reason;
import dev.challenger.address.Restriction;
import dev.challenger.text.Texts;
import dev.challenger.validation.ValidationPage.Form;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the form for entering, changing or confirming the address of a validation. */
final class AddressForms {
    private final AddressPolicy policy;
    private final Texts texts;

    AddressForms(AddressPolicy policy, Texts texts) {
        this.policy = policy;
        this.texts = texts;
    }

    /**
     * Builds the form with the address entered last.
     *
     * @param typed the values that the person typed, shown instead of that address
     * @param wrong the refusal of these values, whose detail names the field; null if there is none
     * @param refused the reason why no message was sent to the typed address, if it is to be shown in the form
     */
    Form of(Validation validation, Map<String, String> typed, @Nullable Problem wrong, @Nullable String refused) {
        boolean fixed = validation.fixAddress();
        // A read-only address is shown unchanged, whatever was submitted.
        Map<String, String> kept = fixed ? Map.of() : typed;
        List<ValidationPage.Field> fields = policy.type().fields().stream()
                .map(field -> field(field, validation, kept, fixed ? null : wrongWith(field, typed, wrong)))
                .toList();
        boolean anyWrong = fields.stream().anyMatch(field -> field.error() != null);
        return new Form(fields, fixed, validation.destination() != null, validation.changesLeft(), anyWrong, refused);
    }

    /** A refusal names one field. If that field is missing, all missing fields are marked, so that people see them at once. */
    private static @Nullable Problem wrongWith(Field field, Map<String, String> typed, @Nullable Problem wrong) {
        if (wrong == null || wrong.detail().orElse("").equals(field.name())) {
            return wrong;
        }
        boolean blank = typed.getOrDefault(field.name(), "").isBlank();
        return blank && wrong.code() == ErrorCode.GENERIC_PARAMETER_MISSING ? wrong : null;
    }

    private ValidationPage.Field field(
            Field field, Validation validation, Map<String, String> typed, @Nullable Problem wrong) {
        Address last = validation.lastAddress();
        String known = last == null || wrong != null ? "" : last.shown().getOrDefault(field.name(), "");
        Restriction restriction = policy.restrictions().get(field.name());
        return new ValidationPage.Field(
                field.name(),
                field.maxLength(),
                typed.getOrDefault(field.name(), known),
                restriction == null ? null : demanded(restriction),
                policy.example(field).orElse(null),
                wrong == null ? null : error(field, Reason.of(wrong)));
    }

    /** The hint of a restriction is above the field, so that the error need not repeat it. */
    private String error(Field field, Reason reason) {
        return texts.get(reason == Reason.RESTRICTED ? "field.restricted" : "field." + field.name() + "." + reason);
    }

    private String demanded(Restriction restriction) {
        return texts.language().among(restriction.hintI18n()).orElse(restriction.hint());
    }
}

package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that addresses reserved for documentation and fiction are recognised. */
class ReservedTest {
    private static final AddressPolicy POLICY = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());

    private static boolean contains(Map<String, String> fields) {
        return Reserved.contains(POLICY.stored(fields));
    }

    private static boolean reserved(String email) {
        return Reserved.contains(POLICY.stored(Map.of("CONTACT_EMAIL", email)).normalised());
    }

    private static boolean fictional(String number) {
        return contains(Map.of("CONTACT_PHONE", number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person@example.com",
                "person@example.net",
                "person@example.org",
                "person@EXAMPLE.COM",
                "person@mail.example.com",
                "person@a.b.c.example.org",
                "person@shop.test",
                "person@a.shop.TEST",
                "person@shop.example",
                "person@shop.invalid",
                "person@bücher.example",
                "person@\uFF45\uFF58\uFF41\uFF4D\uFF50\uFF4C\uFF45.com",
                "person@example\u3002com",
                "with=equals@example.com",
            })
    void reservedNamesAreRecognised(String email) {
        assertTrue(reserved(email));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "person",
                "person@gmail.com",
                "person@example.de",
                "person@example.co",
                "person@example.com.evil.org",
                "person@example.org.com",
                "person@xexample.com",
                "person@x-example.com",
                "person@example-com.net",
                "person@examplexcom",
                "person@com",
                "person@example",
                "person@test",
                "person@test.com",
                "person@invalid.net",
                "person@a.xtest",
                "person@a.test.com",
                "person@example.com.",
                "person@.test",
                "person@ex\u0430mple.com",
                "person@xn--example.com",
                "person@example.xn--com",
                "example.com@gmail.com",
                "person@\nexample.com",
                "person@example.com@gmail.com",
            })
    void otherNamesAreNotReserved(String email) {
        assertFalse(reserved(email));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12125550100",
                "+16135550199",
                "+447700900000",
                "+447700900999",
                "+442079460000",
                "+442079460999",
                "+441134960000",
                "+441614960999",
                "+441914980123",
                "+442920180999",
                "+441632960000",
                "+61255501234",
                "+61870109999",
                "+61491570006",
                "+61491570159",
                "+46313900600",
                "+46406280499",
                "+46846500400",
                "+46980319299",
                "+46701740605",
                "+46701740699",
                "+33199001234",
                "+33639981234",
                "+493023125000",
                "+496990009999",
                "+492214710000",
            })
    void numbersForFictionAreReserved(String number) {
        assertTrue(fictional(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12125550100",
                "+12125550099",
                "+12125550200",
                "+1212555010",
                "+121255501000",
                "+12125551212",
                "+12125560100",
                "+18005550100",
                "+18005550199",
                "+18885550100",
                "+18825550100",
                "+19005550100",
                "+15005550106",
                "+15235550100",
                "+17105550100",
                "+12925550100",
                "+11125550100",
                "+447700899999",
                "+447700901000",
                "+4477009000000",
                "+442079461000",
                "+441124960000",
                "+441632961000",
                "+449098790000",
                "+61491570007",
                "+61155501234",
                "+46701740604",
                "+46701740700",
                "+33699981234",
                "+493023124000",
                "+491701234567",
                "+447700900123\n",
                " +447700900123",
                "+447700900123@example.com",
                "+44770090012\u0663",
            })
    void otherNumbersAreNotReserved(String number) {
        assertFalse(fictional(number));
    }

    @Test
    void anAddressOfAnotherKindIsNotReserved() {
        assertFalse(contains(Map.of("CONTACT_NAME", "person@example.com")));
        assertFalse(contains(Map.of()));
    }
}

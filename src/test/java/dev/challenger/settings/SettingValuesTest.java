package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which values each setting accepts, and that every other value is refused with the key and its origin. */
class SettingValuesTest extends LoadedSettings {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.url                 | jdbc:mariadb://localhost:3306/challenger?useSsl=true",
                "db.pool.max            | 1000",
                "http.host              | ::1",
                "http.host              | [::1]",
                "http.host              | 0.0.0.0",
                "http.port              | 0",
                "http.port              | 65535",
                "http.base-url          | http://127.0.0.1:8080",
                "http.base-url          | https://example.com/challenger",
                "http.base-url          | http://[::1]:8080/",
                "mail.host              | localhost",
                "mail.host              | mail_1.internal",
                "mail.from              | challenger@example.com",
                "mail.from              | \"Shop, and more\" <no-reply@shop.example.com>",
                "mail.from              | Zürich <zuerich@example.com>",
                "mail.from              | root@localhost",
                "mail.timeout           | PT1S",
                "mail.timeout           | PT5M",
                "mail.connections       | 50",
                "command.processes      | 1",
                "sending.requests       | 1000",
                "sending.wait-for       | PT0S",
                "limit.attempts         | 1",
                "limit.attempts         | 10",
                "tan.valid-for          | P30D",
                "tan.valid-for          | pt30m",
                "tan.valid-for          | PT1H30M",
                "transmission.intervals | P7D, P1W",
                "transmission.intervals | PT1M",
                "address.valid-for      | P3660D",
                "address.erased-after   | PT1S",
                "address.erased-after   | P366D",
                "address.valid-for      | P52W",
                "address.restrictions   | {}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\"[[:alpha:]]+@x\",\"hint\":\"x\"}}",
                "phone.countries        | US,CA,jm",
                "phone.countries        | XK",
                "phone.countries        | any",
                "phone.default-country  | XK",
                "phone.refused-kinds    | uan, voip,toll-free,fixed-line,personal-number,voicemail",
                "budget.prefix          | 1/PT1M",
                "budget.country         | 1000/P1D",
                "source.url             | http://localhost/",
                "metrics.token          | 0123456789abcde!",
            })
    void validValuesAreAccepted(String key, String value) throws Exception {
        environment.put(Catalogue.find(key).orElseThrow().environmentName(), value);

        load();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.url                 | jdbc:mysql://localhost/challenger",
                "db.url                 | jdbc:mariadb://local host/challenger",
                "db.pool.max            | 0",
                "metrics.token          | 0123456789abcde",
                "metrics.token          | 01234567 89abcdef",
                "metrics.token-file     | /nowhere/token",
                "metrics.token-file     | /dev/null",
                "db.pool.max            | 1001",
                "db.pool.max            | ten",
                "http.host              | a b",
                "http.host              | http://localhost",
                "http.host              | host:80",
                "http.port              | -1",
                "http.port              | 65536",
                "http.port              | 8080.0",
                "http.port              | 99999999999",
                "http.base-url          | example.com",
                "http.base-url          | /challenger",
                "http.base-url          | ftp://example.com",
                "http.base-url          | https:///x",
                "http.base-url          | https:example.com",
                "http.base-url          | https://example.com?x=y",
                "http.base-url          | https://example.com#x",
                "http.base-url          | https://user:word@example.com",
                "http.base-url          | https://example.com:99999",
                "http.base-url          | https://example.com/a b",
                "http.base-url          | https://exämple.com",
                "mail.from              | challenger",
                "mail.from              | a@example.com, b@example.com",
                "mail.from              | Shop <>",
                "mail.from              | a@",
                "mail.from              | @example.com",
                "mail.from              | a@.example.com",
                "mail.from              | shop: a@example.com;",
                "mail.from              | Shop, and more <a@example.com>",
                "mail.security          | ssl",
                "mail.security          | TLS",
                "mail.port              | 0",
                "mail.timeout           | PT0S",
                "mail.connections       | 0",
                "mail.connections       | 101",
                "command.processes      | 0",
                "sending.requests       | 0",
                "sending.wait-for       | PT1M1S",
                "mail.timeout           | PT0.5S",
                "mail.timeout           | PT5M1S",
                "mail.timeout           | 10",
                "command.email          | send",
                "command.email          | /tmp",
                "command.email          | /does/not/exist",
                "command.timeout        | -PT5S",
                "limit.attempts         | 0",
                "limit.transmissions    | 11",
                "limit.address-changes  | three",
                "tan.valid-for          | P1M",
                "tan.valid-for          | P1Y",
                "tan.valid-for          | P367D",
                "tan.valid-for          | 30 min",
                "transmission.intervals | PT1M,",
                "transmission.intervals | PT1M;PT2M",
                "transmission.intervals | PT0S",
                "address.valid-for      | P3661D",
                "address.erased-after   | PT0S",
                "address.erased-after   | P367D",
                "address.valid-for      | P99999999999999999999D",
                "address.type           | fax",
                "address.type           | EMAIL",
                "address.restrictions   | []",
                "address.restrictions   | {",
                "address.restrictions   | {} {}",
                "address.restrictions   | {\"CONTACT_PHONE\":{\"regex\":\".*\",\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":\".*\"}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".*\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":5,\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\"(\",\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"more\":\"y\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"regex\":\".\",\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"hint_i18n\":[]}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"hint_i18n\":{\"\":\"y\"}}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"hint_i18n\":{\"d_e\":\"y\"}}}",
                "phone.countries        | CH;DE",
                "phone.countries        | CH,",
                "phone.countries        | all",
                "phone.countries        | any,CH",
                "phone.countries        | 001",
                "phone.countries        | +41",
                "phone.default-country  | Switzerland",
                "phone.default-country  | CH,DE",
                "phone.refused-kinds    | mobile",
                "phone.refused-kinds    | premium-rate,none",
                "budget.prefix          | 20",
                "budget.country         | 0/P1D",
                "command.email          | mail",
                "command.post           | /does/not/exist",
                "source.url             | javascript:alert(1)",
            })
    void invalidValuesAreRefusedWithKeyAndOrigin(String key, String value) {
        Setting<?> setting = Catalogue.find(key).orElseThrow();
        environment.put(setting.environmentName(), value);

        List<String> faults = faults();

        assertEquals(1, faults.size(), faults.toString());
        String start = key + " (environment " + setting.environmentName() + ") ";
        assertTrue(faults.get(0).startsWith(start), faults.toString());
        assertTrue(faults.get(0).length() < 300, faults.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail.from", "address.hint", "db.user", "mail.user", "mail.host", "http.base-url", "key.file"})
    void controlCharactersAreRefused(String key) {
        environment.put("CHALLENGER_MAIL_PASSWORD", "x");
        environment.put("CHALLENGER_MAIL_USER", "x");
        String value = key.equals("mail.from") ? "A\r\nBcc: b@example.com <a@example.com>" : "http://a/\r\nb\0";
        environment.put(Catalogue.find(key).orElseThrow().environmentName(), value);

        List<String> faults = faults();

        assertEquals(1, faults.size(), faults.toString());
        assertFalse(faults.get(0).chars().anyMatch(Character::isISOControl), faults.toString());
    }
}

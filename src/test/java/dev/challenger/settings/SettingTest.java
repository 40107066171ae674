package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
    @Test
    void namesInOtherPlacesFollowFromTheKey() {
        assertEquals("CHALLENGER_HTTP_BASE_URL", Setting.HTTP_BASE_URL.environmentName());
        assertEquals("challenger/http/base-url", Setting.HTTP_BASE_URL.jndiName());
        assertEquals("CHALLENGER_LIMIT_ATTEMPTS", Setting.LIMIT_ATTEMPTS.environmentName());
        assertEquals("challenger/limit/attempts", Setting.LIMIT_ATTEMPTS.jndiName());
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByKeyAndByEnvironmentName(Setting setting) {
        assertEquals(setting, Setting.find(setting.key()).orElseThrow());
        assertEquals(
                setting,
                Setting.findByEnvironmentName(setting.environmentName()).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void hasADefaultOfItsOwnForm(Setting setting) {
        for (Channel channel : Channel.values()) {
            setting.standard(channel)
                    .ifPresent(text ->
                            assertDoesNotThrow(() -> setting.kind().parser().parse(text)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isExplainedInASentence(Setting setting) {
        assertTrue(setting.help().matches("[A-Z].*\\."), setting.help());
        assertTrue(setting.type().matches("(an? |one |the |email).*"), setting.type());
    }

    @Test
    void whateverMayHaveASecretIsMarked() {
        assertEquals(
                "[db.url, db.password, mail.password, test.addresses]",
                Stream.of(Setting.values()).filter(Setting::secret).toList().toString());
    }
}

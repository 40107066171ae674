package dev.challenger;

import dev.challenger.http.PageCheck;
import dev.challenger.http.PageSources;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import java.util.List;

/** Checks the operator's pages, which needs the pages of the web application too. */
public final class BrandCheck {
    private BrandCheck() {}

    /**
     * Tries out every page that a template of the operator is part of.
     *
     * @throws SettingsException with the faults of the templates
     */
    public static void run(Settings settings, PageSources.Webapp webapp) {
        if (settings.brand().own().pages().isEmpty()) {
            return;
        }
        List<String> faults = PageCheck.faults(webapp, settings.brand(), settings.languages(), PageSamples.all());
        if (!faults.isEmpty()) {
            throw new SettingsException(
                    faults.stream().map(fault -> "brand.directory " + fault).toList());
        }
    }
}

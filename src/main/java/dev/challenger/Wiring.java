package dev.challenger;

import dev.challenger.settings.Jndi;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops {@link Challenger} with the web application. In a servlet container it reads the settings itself. The
 * stand-alone server has already read them, and hands over a Challenger that is ready.
 */
public final class Wiring implements ServletContextListener {
    private static final Logger LOG = System.getLogger(Wiring.class.getName());

    private @Nullable Challenger challenger;
    private boolean ownPool;

    /** Hands over a Challenger that is ready; the listener closes it. */
    public static void handOver(Challenger challenger, ServletContext context) {
        context.setAttribute(Challenger.class.getName(), challenger);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        challenger = context.getAttribute(Challenger.class.getName()) instanceof Challenger ready ? ready : open();
        challenger.register(context);
        challenger.housekeeping().start();
        challenger.warning().ifPresent(warning -> LOG.log(Level.WARNING, warning));
        LOG.log(Level.INFO, "Challenger is ready");
    }

    /** Logs every fault of the settings; the exception makes the container mark the web application as failed. */
    private Challenger open() {
        try {
            Settings settings = new SettingsLoader(System.getenv(), Jndi::find).load(Optional.empty(), Map.of());
            Optional<DataSource> source = Jndi.find(Jndi.DATA_SOURCE)
                    .filter(DataSource.class::isInstance)
                    .map(DataSource.class::cast);
            ownPool = source.isEmpty();
            return source.isPresent()
                    ? Challenger.open(settings, source.get(), InstantSource.system())
                    : Challenger.open(settings);
        } catch (SettingsException e) {
            forgetDriver();
            e.faults().forEach(fault -> LOG.log(Level.ERROR, fault));
            throw new IllegalStateException("Challenger cannot start: its settings have faults", e);
        } catch (Problem e) {
            forgetDriver();
            throw new IllegalStateException("Challenger cannot start: " + e.getMessage(), e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (challenger != null) {
            challenger.close();
        }
        forgetDriver();
    }

    /** Skipped if the container supplied the DataSource: merely enumerating drivers would load ours. */
    private void forgetDriver() {
        if (ownPool) {
            Pool.forgetDriver();
        }
    }
}

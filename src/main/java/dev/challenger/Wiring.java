package dev.challenger;

import dev.challenger.db.DatabaseException;
import dev.challenger.settings.Jndi;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops {@link Challenger} with the web application. In a servlet container it reads the settings itself. The
 * stand-alone server has already read them, and hands over a Challenger that it has started.
 */
public final class Wiring implements ServletContextListener {
    private static final Logger LOG = System.getLogger(Wiring.class.getName());

    private @Nullable Challenger challenger;
    private boolean ownPool;

    /** Hands over a Challenger that is started; the listener closes it. */
    public static void handOver(Challenger challenger, ServletContext context) {
        context.setAttribute(Challenger.class.getName(), challenger);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        challenger = context.getAttribute(Challenger.class.getName()) instanceof Challenger started
                ? started
                : start(context);
        challenger.register(context);
    }

    /**
     * Logs every fault of the settings; the exception makes the container mark the web application as failed. A database that
     * cannot be reached is no such fault.
     */
    private Challenger start(ServletContext context) {
        try {
            Settings settings = new SettingsLoader(System.getenv(), Jndi::find)
                    .with(packaged(context))
                    .load(Optional.empty(), Map.of());
            BrandCheck.run(settings, context::getResource);
            Optional<DataSource> source = Jndi.find(Jndi.DATA_SOURCE)
                    .filter(DataSource.class::isInstance)
                    .map(DataSource.class::cast);
            ownPool = source.isEmpty();
            Challenger made = source.isPresent()
                    ? Challenger.of(settings, source.get(), InstantSource.system())
                    // The container keeps the web application: Challenger goes on trying.
                    : Challenger.of(settings, () -> {});
            made.start();
            return made;
        } catch (SettingsException e) {
            forgetDriver();
            e.faults().forEach(fault -> LOG.log(Level.ERROR, fault));
            throw new IllegalStateException("Challenger cannot start: its settings have faults", e);
        } catch (DatabaseException e) {
            forgetDriver();
            LOG.log(Level.ERROR, e.explained());
            throw new IllegalStateException("Challenger cannot start: " + e.explained(), e);
        }
    }

    /** Returns the settings file that the operator put into the WAR, if there is one. */
    private static Optional<URL> packaged(ServletContext context) {
        try {
            return Optional.ofNullable(context.getResource("/" + SettingsLoader.PACKAGED));
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the container cannot name a file of the WAR", e);
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

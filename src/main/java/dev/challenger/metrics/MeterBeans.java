package dev.challenger.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The metrics as MBeans of this JVM, which {@link #close} must remove. */
final class MeterBeans implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MeterBeans.class.getName());
    private static final String DOMAIN = "dev.challenger";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String service;
    private final Map<Meter.Id, ObjectName> names = new ConcurrentHashMap<>();

    /** @param service tells the beans of several services in one JVM apart */
    MeterBeans(MeterRegistry registry, String service) {
        this.service = service;
        registry.config().onMeterAdded(this::add).onMeterRemoved(this::remove);
        registry.getMeters().forEach(this::add);
    }

    /** Never fails, since requests add metrics. */
    private void add(Meter meter) {
        // ObjectName takes no other map.
        @SuppressWarnings("JdkObsolete")
        Hashtable<String, String> keys = new Hashtable<>();
        meter.getId().getTags().forEach(tag -> keys.put(tag.getKey(), ObjectName.quote(tag.getValue())));
        keys.put("service", ObjectName.quote(service));
        keys.put("name", meter.getId().getName());
        try {
            ObjectName name = new ObjectName(DOMAIN, keys);
            server.registerMBean(new MeterBean(meter), name);
            names.put(meter.getId(), name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "There is no MBean for the metric {0}: {1}", meter.getId(), e.toString());
        }
    }

    private void remove(Meter meter) {
        ObjectName name = names.remove(meter.getId());
        if (name != null) {
            unregister(name);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "The MBean {0} was not removed: {1}", name, e.toString());
        }
    }

    @Override
    public void close() {
        names.values().forEach(this::unregister);
        names.clear();
    }
}

package dev.challenger.metrics;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** A metric as an MBean. Its attributes are numbers that are asked for when they are read: count, total, max, value. */
final class MeterBean implements DynamicMBean {
    private final Meter meter;

    MeterBean(Meter meter) {
        this.meter = meter;
    }

    private Stream<Measurement> measurements() {
        return StreamSupport.stream(meter.measure().spliterator(), false);
    }

    /** Returns the name of the attribute, such as {@code Count}. */
    private static String name(Measurement measurement) {
        String name = measurement.getStatistic().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return measurements()
                .filter(measurement -> name(measurement).equals(attribute))
                .findFirst()
                .orElseThrow(() -> new AttributeNotFoundException(attribute))
                .getValue();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        Stream.of(attributes)
                .flatMap(wanted ->
                        measurements().filter(measurement -> name(measurement).equals(wanted)))
                .forEach(measurement -> values.add(new Attribute(name(measurement), measurement.getValue())));
        return values;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        String help = String.valueOf(meter.getId().getDescription());
        MBeanAttributeInfo[] attributes = measurements()
                .map(measurement -> new MBeanAttributeInfo(name(measurement), "double", help, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(MeterBean.class.getName(), help, attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("the metrics can only be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] arguments, String[] signature) {
        throw new UnsupportedOperationException(action);
    }
}

package io.portcullis.host.metrics;

import com.codahale.metrics.jmx.ObjectNameFactory;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** JMX names of metrics: {@code io.portcullis.metrics:name=FAMILY,type=...,LABEL="VALUE"}. */
public final class MetricObjectNames implements ObjectNameFactory {
    @Override
    public ObjectName createName(String type, String domain, String name) {
        Series series = Series.parse(name);
        Family family = Family.find(series.family());
        Map<String, String> keys = new TreeMap<>();
        keys.put("name", series.family());
        keys.put("type", type);
        for (int i = 0; family != null && i < family.labels().size(); i++) {
            keys.put(family.labels().get(i), ObjectName.quote(series.values().get(i)));
        }
        try {
            return new ObjectName(domain, new Hashtable<>(keys));
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("no JMX name can be made of metric " + name, e);
        }
    }
}

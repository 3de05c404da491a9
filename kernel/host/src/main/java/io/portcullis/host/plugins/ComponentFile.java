package io.portcullis.host.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a Declarative Services description says of a component, as far as the deployer needs it before anything runs.
 *
 * @param kinds which of our services it offers: agent, venue, connector
 * @param pids which settings it reads
 */
record ComponentFile(Set<String> kinds, Set<String> pids) {
    private static final Map<String, String> KIND_BY_SERVICE = Map.of(
            "io.portcullis.spi.Agent", "agent",
            "io.portcullis.spi.Venue", "venue",
            "io.portcullis.spi.VenueProcess", "venue",
            "io.portcullis.spi.Connector", "connector");

    static List<ComponentFile> all(JarFile jar, String serviceComponents) throws IOException, PluginJarException {
        List<ComponentFile> components = new ArrayList<>();
        for (ManifestHeader.Clause clause : ManifestHeader.parse(serviceComponents)) {
            if (clause.name().contains("*")) {
                throw new PluginJarException("its Service-Component header uses a wildcard; name each file");
            }
            var entry = jar.getEntry(clause.name());
            if (entry == null) {
                throw new PluginJarException("its manifest names " + clause.name() + ", which is not in it");
            }
            try (InputStream in = jar.getInputStream(entry)) {
                components.add(parse(in));
            } catch (XMLStreamException e) {
                throw new PluginJarException("its " + clause.name() + " is not well-formed: " + e.getMessage(), e);
            }
        }
        return components;
    }

    private static ComponentFile parse(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        // No DTD, no entities: the file comes from outside.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        Set<String> kinds = new TreeSet<>();
        Set<String> pids = new TreeSet<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                if (xml.getLocalName().equals("component")) {
                    pids.addAll(pids(
                            xml.getAttributeValue(null, "name"), xml.getAttributeValue(null, "configuration-pid")));
                } else if (xml.getLocalName().equals("provide")) {
                    String kind = KIND_BY_SERVICE.get(xml.getAttributeValue(null, "interface"));
                    if (kind != null) {
                        kinds.add(kind);
                    }
                }
            }
        }
        xml.close();
        return new ComponentFile(kinds, pids);
    }

    /** Without a pid a component reads the one of its name; {@code $} means the name as well. */
    private static Set<String> pids(String name, String configurationPid) {
        Set<String> pids = new TreeSet<>();
        for (String pid : Arrays.asList((configurationPid == null ? "$" : configurationPid).split("\\s+"))) {
            pids.add(pid.equals("$") && name != null ? name : pid);
        }
        return pids;
    }
}

package io.portcullis.host.plugins;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a plugin may import: what the kernel exports to plugins, java.*, and the parts of the JDK that a connector cannot do without. */
final class VisiblePackages {
    /** Keys, TLS and XML are in no java.* package. */
    private static final Set<String> OF_THE_JDK = Set.of(
            "javax.crypto",
            "javax.crypto.spec",
            "javax.net",
            "javax.net.ssl",
            "javax.security.auth.x500",
            "javax.xml.parsers",
            "javax.xml.stream",
            "org.w3c.dom",
            "org.xml.sax",
            "org.xml.sax.ext",
            "org.xml.sax.helpers");

    private VisiblePackages() {}

    static void check(List<ManifestHeader.Clause> imports, List<ManifestHeader.Clause> exports)
            throws PluginJarException {
        Set<String> unseen = names(imports);
        unseen.removeIf(VisiblePackages::isVisible);
        if (!unseen.isEmpty()) {
            throw new PluginJarException("it imports " + String.join(", ", unseen)
                    + "; a plugin sees java.*, io.portcullis.model, .spi, .indicators and org.slf4j, and what else it"
                    + " needs travels inside its jar");
        }
        Set<String> taken = names(exports);
        taken.retainAll(SystemPackages.exports().keySet());
        if (!taken.isEmpty()) {
            throw new PluginJarException("it exports " + String.join(", ", taken)
                    + ", which the server exports; leave it out of Export-Package");
        }
    }

    private static Set<String> names(List<ManifestHeader.Clause> clauses) {
        return clauses.stream().map(ManifestHeader.Clause::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isVisible(String name) {
        return name.startsWith("java.")
                || OF_THE_JDK.contains(name)
                || SystemPackages.exports().containsKey(name);
    }
}

package io.portcullis.host.plugins;

import java.util.List;
import java.util.Set;
import org.osgi.framework.Version;

/**
 * The bytes of a plugin, verified. What is installed are these bytes and no others: nobody reads the file a second time.
 *
 * @param fileName for messages
 * @param content the jar; never written to
 * @param sha256 of the content, 64 hex digits
 * @param name Bundle-SymbolicName
 * @param version Bundle-Version
 * @param kinds what its components offer: agent, venue, connector
 * @param pids settings that its components read, from etc/PID.cfg
 * @param signer id of the trusted key that it is signed with, or {@link #UNSIGNED}; empty as long as nobody looked
 * @param signature what stood in its signature file, for whoever keeps it; null when there is none
 */
record PluginJar(
        String fileName,
        byte[] content,
        String sha256,
        String name,
        Version version,
        List<String> kinds,
        Set<String> pids,
        String signer,
        String signature) {
    /** The mark of a plugin that nobody vouches for. */
    static final String UNSIGNED = "unsigned";

    PluginJar signedBy(String keyId, String text) {
        return new PluginJar(fileName, content, sha256, name, version, kinds, pids, keyId, text);
    }
}

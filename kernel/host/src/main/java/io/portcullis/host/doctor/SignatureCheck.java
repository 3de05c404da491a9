package io.portcullis.host.doctor;

import io.portcullis.host.plugins.signing.DetachedSignature;
import io.portcullis.host.plugins.signing.SigningException;
import io.portcullis.host.plugins.signing.TrustedKeys;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether every plugin is signed, with a key that etc/trust holds. The deployer asks the same again of the bytes that it runs. */
final class SignatureCheck implements Check {
    private static final String NAME = "plugin-signatures";
    /** A larger jar is no plugin, whatever its signature. */
    private static final long JAR_BYTES_MAX = 64L << 20;

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Path trust = premises.home().trust();
        TrustedKeys keys = TrustedKeys.read(trust, premises.isProd());
        List<String> unsigned = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int all = 0;
        for (Path folder : List.of(premises.home().plugins(), premises.home().addedPlugins())) {
            for (Path jar : jars(folder)) {
                all++;
                String signature = DetachedSignature.textOf(jar);
                if (signature == null) {
                    unsigned.add(jar.getFileName().toString());
                } else {
                    check(jar, signature, keys, findings);
                }
            }
        }
        if (!unsigned.isEmpty()) {
            findings.add(unsigned(premises, unsigned, all));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(
                        NAME, all + " plugins, each signed; " + trust.getFileName() + " holds " + keys.summary()))
                : findings;
    }

    private static void check(Path jar, String signature, TrustedKeys keys, List<Finding> findings) throws IOException {
        if (Files.size(jar) > JAR_BYTES_MAX) {
            findings.add(
                    Finding.warn(NAME, "a plugin is too large", jar.toString(), "at most " + JAR_BYTES_MAX + " bytes"));
            return;
        }
        try {
            keys.signer(Files.readAllBytes(jar), signature);
        } catch (SigningException e) {
            findings.add(Finding.warn(
                    NAME,
                    "a plugin will be refused: " + e.getMessage(),
                    jar.toString(),
                    "take out what nobody vouches for"));
        }
    }

    private static Finding unsigned(Premises premises, List<String> unsigned, int all) {
        String what = unsigned.size() + " of " + all + " plugins have no signature: " + String.join(", ", unsigned)
                + (premises.isProd() ? "; they are refused" : "; profile dev takes them, prod refuses them");
        return Finding.warn(
                NAME,
                what,
                premises.home().plugins().toString(),
                "sign what you vouch for ('portcullis plugins sign'), take out the rest");
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                files.forEach(jars::add);
            }
        }
        jars.sort(null);
        return jars;
    }
}

package io.portcullis.host.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether every plugin has a signature beside it, {@code NAME.jar.sig}. Whether it is a good one is for the deployer to say, which
 * is the one who would run the code.
 */
final class SignatureCheck implements Check {
    private static final String NAME = "plugin-signatures";

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        List<String> unsigned = new ArrayList<>();
        int all = 0;
        for (Path folder : List.of(premises.home().plugins(), premises.home().addedPlugins())) {
            for (Path jar : jars(folder)) {
                all++;
                if (!Files.isRegularFile(jar.resolveSibling(jar.getFileName() + ".sig"))) {
                    unsigned.add(jar.getFileName().toString());
                }
            }
        }
        if (unsigned.isEmpty()) {
            return List.of(Finding.ok(NAME, all + " plugins, each with a signature beside it"));
        }
        String what = unsigned.size() + " of " + all + " plugins have no signature: " + String.join(", ", unsigned);
        return List.of(
                premises.isProd()
                        ? Finding.warn(NAME, what, premises.home().plugins().toString(), "install signed plugins only")
                        : Finding.ok(NAME, what + "; profile dev takes them"));
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                files.forEach(jars::add);
            }
        }
        return jars;
    }
}

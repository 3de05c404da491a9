package io.portcullis.host.doctor;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who may read and write what the server keeps: orders and positions, the token, the kill flags. */
final class DataFolderCheck implements Check {
    /** Files in the data folder that hold secrets. */
    private static final String SECRETS = "{*.token,*.key,*.pem,*.p12,*.jks,*.secret,identities*}";

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Home home = premises.home();
        if (!Files.isDirectory(home.data())) {
            return List.of(Finding.ok("data-permissions", home.data() + " is made at the start, for its owner only"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(folder("data-permissions", home.data(), "orders, positions and the token lie there"));
        if (Files.isDirectory(home.killFlags())) {
            findings.add(folder(
                    "kill-permissions", home.killFlags(), "who takes a flag away lifts a kill at the next start"));
        }
        findings.addAll(secrets(home.data()));
        return findings;
    }

    private static Finding folder(String name, Path folder, String why) throws IOException {
        Access access = Access.of(folder).orElse(null);
        if (access == null) {
            return Finding.warn(name, "this file system knows no permissions", folder.toString(), "use another one");
        }
        if (access.everybodyWrites()) {
            return Finding.fail(
                    name,
                    "everybody may write there (" + access.text() + "): " + why,
                    folder.toString(),
                    "chmod 700 " + folder);
        }
        boolean inside = folder.endsWith("kill");
        return access.isShared() && !inside
                ? Finding.warn(
                        name,
                        "others may look in (" + access.text() + "): " + why,
                        folder.toString(),
                        "chmod 700 " + folder)
                : Finding.ok(name, access.text());
    }

    private static List<Finding> secrets(Path data) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, SECRETS)) {
            for (Path file : files) {
                Access access = Access.of(file).orElse(null);
                if (access != null && Files.isRegularFile(file) && access.isShared()) {
                    findings.add(Finding.fail(
                            "secret-permissions",
                            "others can use a secret (" + access.text() + ")",
                            file.toString(),
                            "chmod 600, and make a new one: it may have been read"));
                }
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("secret-permissions", "secrets are their owner's alone"))
                : findings;
    }
}

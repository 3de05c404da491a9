package io.portcullis.host.doctor;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.EngineFile;
import io.portcullis.host.config.FeatureSettings;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.PluginConfig;
import io.portcullis.host.config.Secrets;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.StoreSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the files of etc/ can be read as they stand: unknown keys, wrong values, secrets in the open. */
final class SettingsCheck implements Check {
    private static final String NAME = "settings";
    private static final String NAMES_ANOTHER_PLACE = ".+\\.(file|env)";
    private static final String REFERENCE = "(file|env):.+";

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Home home = premises.home();
        if (!Files.isDirectory(home.etc())) {
            return List.of(Finding.fail(
                    NAME, "there is no folder etc/", home.etc().toString(), "run it from an unpacked distribution"));
        }
        List<Finding> findings = new ArrayList<>();
        read(findings, () -> ServerSettings.read(home, premises.profile()));
        read(findings, () -> EngineFile.read(home));
        read(findings, () -> StoreSettings.read(home));
        read(findings, () -> FeatureSettings.read(home));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.etc(), "*.cfg")) {
            for (Path file : files) {
                read(findings, () -> secrets(file, PluginConfig.read(file), findings));
            }
        }
        if (!Files.isRegularFile(home.etc().resolve("logback.xml"))) {
            findings.add(Finding.warn(
                    NAME,
                    "no log file is written",
                    home.etc().resolve("logback.xml").toString(),
                    "put the shipped one back"));
        }
        return findings.isEmpty() ? List.of(Finding.ok(NAME, "every file of etc/ can be read")) : findings;
    }

    private static void read(List<Finding> findings, Runnable reading) {
        try {
            reading.run();
        } catch (ConfigException e) {
            Finding found = Finding.fail(NAME, e.getMessage(), "etc/", "mend the line");
            if (!findings.contains(found)) {
                findings.add(found);
            }
        }
    }

    private static void secrets(Path file, Map<String, String> values, List<Finding> findings) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            boolean open = Secrets.isSecret(entry.getKey())
                    && !entry.getKey().matches(NAMES_ANOTHER_PLACE)
                    && !entry.getValue().isEmpty()
                    && !entry.getValue().matches(REFERENCE);
            if (open) {
                findings.add(secret(file, entry.getKey()));
            }
        }
    }

    private static Finding secret(Path file, String key) {
        String what = "the value of " + key + " looks like a secret";
        try {
            boolean shared = Access.of(file).filter(Access::isShared).isPresent();
            return shared
                    ? Finding.fail(
                            NAME, what + " that others can read", file.toString(), "chmod 600, and make a new one")
                    : Finding.warn(NAME, what, file.toString(), "keep it in a file of its own, 0600");
        } catch (IOException e) {
            return Finding.fail(NAME, what + ", and who can read it cannot be told", file.toString(), "chmod 600");
        }
    }
}

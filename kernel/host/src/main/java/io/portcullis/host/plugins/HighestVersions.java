package io.portcullis.host.plugins;

import io.portcullis.host.config.ConfigException;
import io.portcullis.transport.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Version;

/**
 * The highest version of each plugin that was ever active on a data folder. An older one, however well signed, has the defects
 * that the newer one mended; so it does not come back unasked. Thread-safe.
 */
final class HighestVersions {
    private static final String HEAD =
            "# The highest version of each plugin that was active here: name version sha256 time note."
                    + "\n# A lower one is refused. 'plugins install --allow-downgrade' brings one in; while no server runs, taking its"
                    + "\n# line out does.\n";

    private final Path file;
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * One line of the file.
     *
     * @param version the highest that was active
     * @param sha256 of its bytes
     * @param note when, and who asked for it if it is a downgrade
     */
    private record Entry(Version version, String sha256, String note) {}

    /**
     * Reads the file, if there is one.
     *
     * @throws ConfigException when it cannot be read: nobody could then say what an older version is
     */
    HighestVersions(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                parse(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void parse(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ", 4);
            try {
                entries.put(words[0], new Entry(Version.parseVersion(words[1]), words[2], words[3]));
            } catch (RuntimeException e) {
                throw new ConfigException(
                        file + ":" + (i + 1) + ": '" + line + "' is not of the form 'name version sha256 time'", e);
            }
        }
    }

    /**
     * Why a plugin may not come in; empty when it may.
     *
     * @param sameVersionMayChange whether other bytes under the same version are taken
     */
    synchronized Optional<String> objection(PluginJar jar, boolean sameVersionMayChange) {
        Entry highest = entries.get(jar.name());
        if (highest == null || jar.version().compareTo(highest.version()) > 0) {
            return Optional.empty();
        }
        String asked = "; 'plugins install --allow-downgrade' brings it in all the same";
        if (jar.version().compareTo(highest.version()) < 0) {
            return Optional.of("its version " + jar.version() + " is lower than " + highest.version()
                    + ", which was active here (" + highest.note() + ")" + asked);
        }
        boolean other = !jar.sha256().equals(highest.sha256());
        if (other && !sameVersionMayChange && !isMoving(jar.version())) {
            return Optional.of("version " + jar.version() + " was active here with other bytes (" + highest.note()
                    + "); give it a higher one" + asked);
        }
        return Optional.empty();
    }

    /** A version that says of itself that it is not finished may change without a new number. */
    private static boolean isMoving(Version version) {
        return version.getQualifier().endsWith("SNAPSHOT");
    }

    /**
     * Remembers what is active now.
     *
     * @param askedBy who asked for a lower version, if it is one; null when nobody did, and then a lower one changes nothing
     */
    synchronized void active(PluginJar jar, String askedBy) {
        Entry highest = entries.get(jar.name());
        boolean lower = highest != null && jar.version().compareTo(highest.version()) < 0;
        boolean same = highest != null
                && jar.version().equals(highest.version())
                && jar.sha256().equals(highest.sha256());
        if (same || (lower && askedBy == null)) {
            return;
        }
        boolean higher = highest == null || jar.version().compareTo(highest.version()) > 0;
        String note = Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + (higher || askedBy == null ? "" : ", in place of " + highest.version() + " as " + askedBy + " asked");
        entries.put(jar.name(), new Entry(jar.version(), jar.sha256(), note));
        write();
    }

    /** A crash leaves the former lines or the new ones. */
    private void write() {
        List<String> lines = new ArrayList<>();
        entries.forEach((name, entry) ->
                lines.add(name + " " + entry.version() + " " + entry.sha256() + " " + entry.note() + "\n"));
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, (HEAD + String.join("", lines)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}

package io.portcullis.host.plugins.signing;

import io.portcullis.host.config.SharedAccess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys in etc/trust, as they are at this moment. Immutable. */
public final class TrustedKeys {
    private final Map<String, VerifyingKey> keys;
    private final List<String> problems;

    private TrustedKeys(Map<String, VerifyingKey> keys, List<String> problems) {
        this.keys = Map.copyOf(keys);
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads every *.pub of a folder; what cannot be trusted is left out, and said.
     *
     * @param guarded whether a file or folder that others may change is not to be trusted
     */
    public static TrustedKeys read(Path folder, boolean guarded) {
        Map<String, VerifyingKey> keys = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return new TrustedKeys(keys, problems);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + VerifyingKey.SUFFIX)) {
            if (guarded && isShared(folder, problems)) {
                return new TrustedKeys(keys, problems);
            }
            for (Path file : files) {
                if (!guarded || !isShared(file, problems)) {
                    add(file, keys, problems);
                }
            }
        } catch (IOException e) {
            problems.add(folder + " cannot be read: " + e.getMessage());
        }
        return new TrustedKeys(keys, problems);
    }

    private static boolean isShared(Path path, List<String> problems) throws IOException {
        Optional<String> writers = SharedAccess.ofWriters(path);
        writers.ifPresent(permissions ->
                problems.add(path + " is not trusted: others may change it (" + permissions + "); 'chmod go-w' it"));
        return writers.isPresent();
    }

    private static void add(Path file, Map<String, VerifyingKey> keys, List<String> problems) {
        try {
            VerifyingKey key = VerifyingKey.read(file);
            keys.put(key.id(), key);
        } catch (SigningException | IOException e) {
            problems.add(e.getMessage());
        }
    }

    /** The key of an id. */
    public Optional<VerifyingKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The ids, and what kept others out: what people need to know when a key is not there. */
    public String summary() {
        String known = keys.isEmpty() ? "no key" : String.join(", ", new TreeMap<>(keys).keySet());
        return problems.isEmpty() ? known : known + "; " + String.join("; ", problems);
    }
}

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

    /**
     * Finds out who signed a plugin.
     *
     * @param content the jar
     * @param text what stands in its signature file
     * @return id of the trusted key that signed these very bytes
     * @throws SigningException when none did; the message says why, as the end of a sentence about the plugin
     */
    public String signer(byte[] content, String text) throws SigningException {
        DetachedSignature signature = parsed(text);
        if (!signature.isFor(content)) {
            throw new SigningException("its signature is for other bytes (sha256 " + beginning(signature.sha256())
                            + ", the file has " + beginning(VerifyingKey.sha256(content))
                            + "): one of the two was changed. Sign it again")
                    .unsettled();
        }
        VerifyingKey key = keys.get(signature.keyId());
        if (key == null) {
            throw new SigningException("it is signed with key " + signature.keyId()
                    + ", which is not trusted: etc/trust holds " + summary() + ". Put that key's .pub there");
        }
        if (!signature.isGood(key, content)) {
            throw new SigningException(
                    "its signature is wrong: key " + signature.keyId() + " did not sign these bytes. Sign it again");
        }
        return key.id();
    }

    private static DetachedSignature parsed(String text) throws SigningException {
        try {
            return DetachedSignature.parse(text);
        } catch (SigningException e) {
            throw e.unsettled();
        }
    }

    private static String beginning(String sha256) {
        return sha256.substring(0, 16) + "...";
    }

    /** The ids, and what kept others out: what people need to know when a key is not there. */
    public String summary() {
        String known = keys.isEmpty() ? "no key" : String.join(", ", new TreeMap<>(keys).keySet());
        return problems.isEmpty() ? known : known + "; " + String.join("; ", problems);
    }
}
